// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** Finds out who else could change what is at a path. */
final class PathSafety {
  private static final Path OWN_PROCESS = Path.of("/proc/self");
  private static final String ROOT = "root";
  private static final int STICKY = 01000;

  private PathSafety() {}

  /**
   * Checks that nobody but this user, and root, can change or replace the directory, nor any that
   * it is in, nor a link on the way to it.
   *
   * @throws IOException if somebody could; the message names the place, and says what to do
   */
  static void check(Path directory) throws IOException {
    Path absolute = directory.toAbsolutePath().normalize();
    checkEach(absolute);
    Path real = absolute.toRealPath();
    if (!real.equals(absolute)) {
      checkEach(real);
    }
  }

  /** Checks a file in a directory that was checked. */
  static void checkFile(Path file) throws IOException {
    check(file, file);
  }

  private static void checkEach(Path path) throws IOException {
    for (Path part = path; part != null; part = part.getParent()) {
      check(part, path);
    }
  }

  private static void check(Path part, Path whole) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(part, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (view == null) {
      return; // Such systems have no rights that could be read.
    }
    PosixFileAttributes attributes = view.readAttributes();
    UserPrincipal owner = attributes.owner();
    if (!owner.getName().equals(ROOT) && !owner.equals(user(part))) {
      throw unsafe(part, whole, "belongs to " + owner.getName(), "choose a directory of your own");
    }
    if (!attributes.isSymbolicLink() && othersMayWrite(attributes) && !isSticky(part)) {
      throw unsafe(
          part,
          whole,
          "can be written to by others",
          "run \"chmod go-w %s\", or choose another directory".formatted(part));
    }
  }

  private static IOException unsafe(Path part, Path whole, String problem, String advice) {
    String where = part.equals(whole) ? whole.toString() : "%s, above %s,".formatted(part, whole);
    return new IOException(
        "%s %s, who could have programs run in your name; %s".formatted(where, problem, advice));
  }

  /** Where every user has a group of their own, of the same name, it is no other. */
  private static boolean othersMayWrite(PosixFileAttributes attributes) {
    Set<PosixFilePermission> rights = attributes.permissions();
    return rights.contains(PosixFilePermission.OTHERS_WRITE)
        || (rights.contains(PosixFilePermission.GROUP_WRITE)
            && !attributes.group().getName().equals(attributes.owner().getName()));
  }

  /** In a sticky directory, as for temporary files, only its owner can replace an entry. */
  private static boolean isSticky(Path directory) throws IOException {
    return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
        && ((int) Files.getAttribute(directory, "unix:mode", LinkOption.NOFOLLOW_LINKS) & STICKY)
            != 0;
  }

  /** The user may have no name, as in a container, but the process has an owner. */
  private static UserPrincipal user(Path path) throws IOException {
    return Files.exists(OWN_PROCESS)
        ? Files.getOwner(OWN_PROCESS)
        : path.getFileSystem()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName(System.getProperty("user.name"));
  }
}
