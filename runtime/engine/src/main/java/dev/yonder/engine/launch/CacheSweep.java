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

  private CacheSweep() {}

  /** Sweeps the cache of the user, unless that was done lately. */
  public static void sweep() {
    sweep(CacheDirectory.ofUser(), Instant.now());
  }

  static void sweep(Path cache, Instant now) {
    Path mark = cache.resolve(MARK);
    try {
      if (Files.exists(mark) && isOlder(mark, now.minus(EVERY))) {
        Files.delete(mark);
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
        if (Files.isRegularFile(file) && isOlder(file, limit)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Notes that the file is in use; costs nothing where that was noted lately. */
  static void used(Path file) {
    Instant now = Instant.now();
    try {
      if (isOlder(file, now.minus(EVERY))) {
        Files.setLastModifiedTime(file, FileTime.from(now));
      }
    } catch (IOException e) {
      // It is not there any more, or another user's.
    }
  }

  private static boolean isOlder(Path file, Instant than) throws IOException {
    return Files.getLastModifiedTime(file).toInstant().isBefore(than);
  }
}
