// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Tells whether somebody else could replace what is in a directory. */
final class SafePath {
  private static final int ROOT = 0;
  private static final int WRITABLE_BY_OTHERS = 0022;
  private static final int STICKY = 01000;
  private static final int PERMISSIONS = 07777;

  private SafePath() {}

  /**
   * Returns what is wrong with the directory or one of those that it is in, null if nothing is.
   *
   * <p>All belong to this user or to root, and others may write to none, unless only the owner of
   * what is in there may rename it. The last one belongs to this user.
   */
  static @Nullable String problem(Path directory) throws IOException {
    int user = uid(Path.of("/proc/self"));
    Path real = directory.toRealPath();
    if (uid(real) != user) {
      return "%s belongs to %s, not to you".formatted(real, Files.getOwner(real).getName());
    }
    for (Path part = real; part != null; part = part.getParent()) {
      int owner = uid(part);
      int mode = (Integer) Files.getAttribute(part, "unix:mode") & PERMISSIONS;
      if (owner != user && owner != ROOT) {
        return "%s belongs to %s".formatted(part, Files.getOwner(part).getName());
      }
      if ((mode & WRITABLE_BY_OTHERS) != 0 && (mode & STICKY) == 0) {
        return "%s can be written to by others (mode %o)".formatted(part, mode);
      }
    }
    return null;
  }

  private static int uid(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid");
  }
}
