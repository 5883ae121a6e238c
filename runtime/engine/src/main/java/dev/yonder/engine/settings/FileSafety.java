// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/**
 * Refuses settings files that somebody else could have written: what stands in them is run.
 *
 * <p>A file that was named may belong to anybody, since whoever named it trusts them; one that lay
 * in the working directory may not.
 */
final class FileSafety {
  private static final Path OWN_PROCESS = Path.of("/proc/self");
  private static final String ROOT = "root";

  private FileSafety() {}

  /**
   * Checks a file that is there.
   *
   * @param isNamed whether somebody named it, rather than that it was found
   * @throws IllegalArgumentException if it should not be used
   */
  static void check(Path file, boolean isNamed) {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return; // Such systems have no rights that could be read.
    }
    try {
      PosixFileAttributes attributes = view.readAttributes();
      if (othersMayWrite(attributes)) {
        throw new IllegalArgumentException(
            ("the settings file %s can be written to by others, who could have programs run in"
                    + " your name; run \"chmod go-w %s\"")
                .formatted(file, file));
      }
      UserPrincipal owner = attributes.owner();
      if (!isNamed && !owner.getName().equals(ROOT) && !owner.equals(user(file))) {
        throw new IllegalArgumentException(
            ("the settings file %s belongs to %s, who could have programs run in your name; copy"
                    + " it, or say that you trust it with -Dyonder.settings=%s")
                .formatted(file, owner.getName(), file));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "it cannot be found out who may write to the settings file %s: %s".formatted(file, e), e);
    }
  }

  /** Where every user has a group of their own, of the same name, it is no other. */
  private static boolean othersMayWrite(PosixFileAttributes attributes) {
    Set<PosixFilePermission> rights = attributes.permissions();
    return rights.contains(PosixFilePermission.OTHERS_WRITE)
        || (rights.contains(PosixFilePermission.GROUP_WRITE)
            && !attributes.group().getName().equals(attributes.owner().getName()));
  }

  /** The user may have no name, as in a container, but the process has an owner. */
  private static UserPrincipal user(Path file) throws IOException {
    return Files.exists(OWN_PROCESS)
        ? Files.getOwner(OWN_PROCESS)
        : file.getFileSystem()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName(System.getProperty("user.name"));
  }
}
