// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Remembers digests by path, size and time, so that what has not changed is not read again.
 *
 * <p>A line of the file is a digest and what it is of. A file that cannot be read counts as empty;
 * of two processes that write it the last one wins, and the other's digests are computed again.
 */
final class HashCache {
  private static final int MOST_ENTRIES = 10_000;
  private static final int DIGEST_LENGTH = 64;

  private final Path file;
  private final Map<String, String> digests = new LinkedHashMap<>();
  private boolean changed;

  private HashCache(Path file) {
    this.file = file;
  }

  static HashCache read(Path file) {
    HashCache cache = new HashCache(file);
    try {
      for (String line : Files.readAllLines(file)) {
        if (line.length() > DIGEST_LENGTH + 1 && line.charAt(DIGEST_LENGTH) == ' ') {
          cache.digests.put(line.substring(DIGEST_LENGTH + 1), line.substring(0, DIGEST_LENGTH));
        }
      }
    } catch (IOException e) {
      cache.digests.clear();
    }
    return cache;
  }

  /** Returns what identifies the state of a file. */
  static String key(Path file) throws IOException {
    long modified = Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
    return Files.size(file) + " " + modified + " " + file;
  }

  @Nullable String get(String key) {
    return digests.get(key);
  }

  void put(String key, String digest) {
    if (key.indexOf('\n') < 0) {
      digests.put(key, digest);
      changed = true;
    }
  }

  /** Writes what was learnt, as far as that is possible. */
  void write() {
    if (!changed) {
      return;
    }
    List<String> lines = new ArrayList<>();
    digests.forEach((key, digest) -> lines.add(digest + " " + key));
    int from = Math.max(0, lines.size() - MOST_ENTRIES);
    try {
      Path written = Files.createTempFile(file.getParent(), "hashes", ".new");
      try {
        Files.write(written, lines.subList(from, lines.size()), StandardCharsets.UTF_8);
        Files.move(
            written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(written);
      }
    } catch (IOException e) {
      // The next run computes the digests again.
    }
  }
}
