// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Removes from the user's cache what no session has used for a month; every build leaves some. */
public final class CacheSweep {
  /** Longer than a session is likely to live, which may start workers to its end. */
  static final Duration UNUSED = Duration.ofDays(30);

  private static final Duration EVERY = Duration.ofDays(1);
  private static final String MARK = "swept";

  /**
   * What the name of a mark adds to that of its file, which was last used at the time of the mark.
   * The file keeps its own time: a Java machine uses no archive of a jar whose time has changed.
   */
  private static final String USED = ".used";

  private CacheSweep() {}

  /** Sweeps the cache of the user, unless that was done lately. */
  public static void sweep() {
    sweep(CacheDirectory.ofUser(), Instant.now());
  }

  static void sweep(Path cache, Instant now) {
    Path mark = cache.resolve(MARK);
    try {
      if (isOlder(mark, now.minus(EVERY))) {
        Files.deleteIfExists(mark);
      }
      // Whoever makes the mark is the one to sweep.
      Files.createFile(mark);
      Files.setLastModifiedTime(mark, FileTime.from(now));
      for (String part : List.of("code", "classes")) {
        removeUnused(cache.resolve(part), now.minus(UNUSED));
      }
    } catch (IOException e) {
      // Swept lately, or by somebody else; and what cannot be removed only takes room.
    }
  }

  private static void removeUnused(Path directory, Instant limit) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        if (Files.isRegularFile(file) && isUnused(file, limit)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Returns whether neither a file nor its mark, either of which is given, is as new. */
  private static boolean isUnused(Path given, Instant limit) throws IOException {
    String name = given.getFileName().toString();
    Path file =
        name.endsWith(USED)
            ? given.resolveSibling(name.substring(0, name.length() - USED.length()))
            : given;
    return isOlder(file, limit) && isOlder(mark(file), limit);
  }

  /**
   * Notes beside the file, if it is there, that it is in use; costs nothing where that was noted
   * lately.
   */
  static void used(Path file) {
    Instant now = Instant.now();
    Path mark = mark(file);
    try {
      if (Files.exists(file) && isOlder(mark, now.minus(EVERY))) {
        if (!Files.exists(mark)) {
          Files.createFile(mark);
        }
        Files.setLastModifiedTime(mark, FileTime.from(now));
      }
    } catch (IOException e) {
      // Another process notes it, or the disk is full.
    }
  }

  private static Path mark(Path file) {
    return file.resolveSibling(file.getFileName() + USED);
  }

  /** Returns whether the file is older, or not there. */
  private static boolean isOlder(Path file, Instant than) throws IOException {
    return !Files.exists(file) || Files.getLastModifiedTime(file).toInstant().isBefore(than);
  }
}
