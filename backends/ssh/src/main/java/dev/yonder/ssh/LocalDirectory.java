// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import dev.yonder.spi.BackendException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** The directory on this host for sockets and what ssh writes, which only its user can read. */
final class LocalDirectory {
  /** Sockets with longer paths cannot be made; ssh adds to them while it makes them. */
  private static final int MOST_FOR_BASE = 40;

  private static final int LAST_BYTES = 8_192;

  private final Path path;

  private LocalDirectory(Path path) {
    this.path = path;
  }

  /**
   * Makes the directory.
   *
   * @throws BackendException if it cannot be made
   */
  static LocalDirectory make() throws BackendException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    Path base = temporary.toString().length() > MOST_FOR_BASE ? Path.of("/tmp") : temporary;
    try {
      // So named, it is removed by a later session on this host if this one cannot.
      return new LocalDirectory(
          Files.createTempDirectory(
              base,
              "yonder-" + ProcessHandle.current().pid() + "-",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
    } catch (IOException e) {
      throw BackendException.lasting(
          "no directory for ssh can be made in %s (%s); choose another place with -Djava.io.tmpdir=…"
              .formatted(base, e.getMessage()),
          e);
    }
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /** Returns the end of a file, empty if it is not there. */
  static String end(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      int from = Math.max(0, bytes.length - LAST_BYTES);
      return new String(bytes, from, bytes.length - from, Charset.defaultCharset());
    } catch (IOException e) {
      return "";
    }
  }

  /** Removes what is in it and the directory, as far as that is possible. */
  void remove() {
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // What is left is removed by a later session.
    }
  }

  /** Removes files, as far as that is possible. */
  static void forget(List<Path> files) {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // It goes with the directory.
      }
    }
  }
}
