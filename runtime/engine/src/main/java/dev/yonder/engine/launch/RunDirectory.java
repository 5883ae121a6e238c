// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.launch;

import dev.yonder.wire.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The directory of a session on this host, which only its user can read. */
public final class RunDirectory implements AutoCloseable {
  static final String PREFIX = "yonder-";

  private final Path path;
  private final @Nullable RunLock lock;

  private RunDirectory(Path path, @Nullable RunLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes a directory, and removes those of sessions of this user that have ended without doing so.
   *
   * @throws IOException if it cannot be made
   */
  public static RunDirectory make() throws IOException {
    // Not in XDG_RUNTIME_DIR, which is memory: results go here that memory has no room for.
    return make(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** Makes a directory in the place; the rest is as for {@link #make()}. */
  static RunDirectory make(Path base) throws IOException {
    LeftBehind.remove(base);
    try {
      Path made =
          Files.createTempDirectory(
              base,
              PREFIX + ProcessHandle.current().pid() + "-",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      return new RunDirectory(made, RunLock.take(made));
    } catch (IOException e) {
      throw new IOException(
          "no directory for this session can be made in %s (%s); choose another place with"
                  .formatted(base, FileReason.of(e))
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
              .formatted(file, FileReason.of(e)),
          e);
    }
  }

  /** Removes the directory, as far as that is possible. */
  @Override
  public void close() {
    remove(path);
    if (lock != null) {
      try {
        lock.close();
      } catch (IOException e) {
        // The file is gone, or goes with the process.
      }
    }
  }

  static void remove(Path directory) {
    try {
      DirectoryTree.remove(directory);
    } catch (IOException e) {
      // What is left is removed by a later session.
    }
  }
}
