// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Directories of sessions that have ended without removing them, as those that were killed. */
final class LeftBehind {
  /** What has no lock may be in use where its process cannot be seen from here. */
  static final Duration UNLOCKED_FOR = Duration.ofDays(30);

  /** Of this process's start only about the second is known. */
  private static final Duration START_MARGIN = Duration.ofSeconds(10);

  private static final Pattern NAME =
      Pattern.compile(Pattern.quote(RunDirectory.PREFIX) + "([0-9]{1,18})-[^-]+");

  private LeftBehind() {}

  /** Removes those of this user that are in the directory, as far as that is possible. */
  static void remove(Path base) {
    String user = System.getProperty("user.name");
    for (Path entry : list(base)) {
      Matcher name = NAME.matcher(entry.getFileName().toString());
      try {
        if (name.matches() && isDirectoryOf(user, entry)) {
          remove(entry, Long.parseLong(name.group(1)));
        }
      } catch (IOException e) {
        // Gone meanwhile, or on a file system without locks.
      }
    }
  }

  private static List<Path> list(Path base) {
    try (Stream<Path> entries = Files.list(base)) {
      return entries.toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  /** Others may have made a link to what is this user's. */
  private static boolean isDirectoryOf(String user, Path entry) throws IOException {
    return Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(entry, LinkOption.NOFOLLOW_LINKS).getName().equals(user);
  }

  private static void remove(Path entry, long process) throws IOException {
    if (Files.exists(RunLock.file(entry), LinkOption.NOFOLLOW_LINKS)) {
      if (!isOfThisProcess(entry, process)) {
        RunLock.ifFree(entry, () -> RunDirectory.remove(entry));
      }
    } else if (ProcessHandle.of(process).isEmpty()
        && lastChange(entry).isBefore(Instant.now().minus(UNLOCKED_FOR))) {
      RunDirectory.remove(entry);
    }
  }

  /** Returns whether this process made it, and not an earlier one of the same number. */
  private static boolean isOfThisProcess(Path entry, long process) throws IOException {
    ProcessHandle here = ProcessHandle.current();
    Instant start = here.info().startInstant().orElse(Instant.MIN.plus(START_MARGIN));
    return process == here.pid()
        && !lastChange(RunLock.file(entry)).isBefore(start.minus(START_MARGIN));
  }

  private static Instant lastChange(Path file) throws IOException {
    return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
  }
}
