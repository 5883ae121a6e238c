// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Removes what no run has used for so long that no job of it can still wait in a queue. */
final class Sweep {
  static final Duration UNUSED = Duration.ofDays(60);

  private Sweep() {}

  /** Removes what is in the directories and was last changed long before the time. */
  static void unused(List<Path> directories, Instant now) {
    for (Path directory : directories) {
      try (Stream<Path> entries = Files.list(directory)) {
        for (Path entry : entries.toList()) {
          if (Files.getLastModifiedTime(entry).toInstant().isBefore(now.minus(UNUSED))) {
            delete(entry);
          }
        }
      } catch (IOException e) {
        // Another session sweeps; and what cannot be removed only takes room.
      }
    }
  }

  /** Deletes a file, or a directory with all that is in it; follows no links. */
  static void delete(Path path) throws IOException {
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
