// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directory of a session on this host, which only its user can read. */
public final class RunDirectory implements AutoCloseable {
  private static final String PREFIX = "yonder-";

  private final Path path;

  private RunDirectory(Path path) {
    this.path = path;
  }

  /**
   * Makes a directory, and removes those of sessions of this user that have ended without doing so.
   *
   * @throws IOException if it cannot be made
   */
  public static RunDirectory make() throws IOException {
    Path base = base();
    removeLeftBehind(base);
    try {
      return new RunDirectory(
          Files.createTempDirectory(
              base,
              PREFIX + ProcessHandle.current().pid() + "-",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
    } catch (IOException e) {
      throw new IOException(
          "no directory for this session can be made in %s (%s); choose another place with"
                  .formatted(base, e.getMessage())
              + " -Djava.io.tmpdir=…",
          e);
    }
  }

  /** Returns the directory. */
  public Path path() {
    return path;
  }

  /**
   * Writes a file that only its owner can read.
   *
   * @throws IOException if it cannot be written
   */
  public Path write(String name, byte[] content) throws IOException {
    Path file = path.resolve(name);
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return Files.write(file, content);
    } catch (IOException e) {
      throw new IOException(
          ("%s cannot be written (%s); free room there, or choose another place with"
                  + " -Djava.io.tmpdir=…")
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** Removes the directory, as far as that is possible. */
  @Override
  public void close() {
    remove(path);
  }

  /** Not XDG_RUNTIME_DIR, which is memory: results go here that memory has no room for. */
  private static Path base() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static void removeLeftBehind(Path base) {
    String user = System.getProperty("user.name");
    try (Stream<Path> entries = Files.list(base)) {
      for (Path entry :
          entries.filter(e -> e.getFileName().toString().startsWith(PREFIX)).toList()) {
        if (isLeftBehind(entry, user)) {
          remove(entry);
        }
      }
    } catch (IOException e) {
      // Somebody else's, or gone meanwhile.
    }
  }

  private static boolean isLeftBehind(Path entry, String user) throws IOException {
    String[] parts = entry.getFileName().toString().split("-", -1);
    return parts.length == 3
        && parts[1].matches("[0-9]{1,18}")
        && ProcessHandle.of(Long.parseLong(parts[1])).isEmpty()
        && Files.getOwner(entry).getName().equals(user);
  }

  private static void remove(Path directory) {
    try (Stream<Path> walk = Files.walk(directory)) {
      List<Path> files = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // What is left is removed by a later session.
    }
  }
}
