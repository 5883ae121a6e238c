// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.launch;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Directories that only their owner may read and write. */
final class CacheDirectory {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private CacheDirectory() {}

  /** Returns the user's directory for what can be made again, which may not be there. */
  static Path ofUser() {
    String chosen = System.getenv("XDG_CACHE_HOME");
    Path base =
        chosen == null || chosen.isBlank() || !Path.of(chosen).isAbsolute()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(chosen);
    return base.resolve("yonder");
  }

  /**
   * Makes the directory if it is not there.
   *
   * @throws IOException if it cannot be made, or if others may write to it
   */
  static Path make(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      try {
        makeNew(directory);
      } catch (IOException e) {
        throw new IOException(
            ("the directory %s, where the code of workers is kept, cannot be made (%s); have that"
                    + " put right, or choose another place with XDG_CACHE_HOME")
                .formatted(directory, FileReason.of(e)),
            e);
      }
    }
    check(directory);
    return directory;
  }

  private static void makeNew(Path directory) throws IOException {
    Path parent = directory.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try {
      Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } catch (FileAlreadyExistsException e) {
      // Another process made it, or it is looked at next.
    }
  }

  private static void check(Path directory) throws IOException {
    PosixFileAttributes attributes =
        Files.readAttributes(
            directory, PosixFileAttributes.class, java.nio.file.LinkOption.NOFOLLOW_LINKS);
    String problem = problem(attributes);
    if (problem != null) {
      throw new IOException(
          "%s %s, so that code kept there could be replaced by others; remove it, or choose another"
                  .formatted(directory, problem)
              + " place with XDG_CACHE_HOME");
    }
  }

  private static @Nullable String problem(PosixFileAttributes attributes) {
    if (!attributes.isDirectory()) {
      return "is not a directory";
    }
    String user = System.getProperty("user.name");
    if (!attributes.owner().getName().equals(user)) {
      return "belongs to " + attributes.owner().getName() + " and not to " + user;
    }
    return attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)
            || attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
        ? "can be written to by others"
        : null;
  }
}
