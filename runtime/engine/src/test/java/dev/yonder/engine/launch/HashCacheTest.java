// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashCacheTest {
  private static final String ONE = "1".repeat(64);
  private static final String TWO = "2".repeat(64);

  @TempDir private Path directory;

  @Test
  void hasAnotherKeyForAnotherSizeTimeOrPath() throws IOException {
    Instant time = Instant.ofEpochSecond(1_700_000_000, 5_000);
    Path file = Files.writeString(directory.resolve("a b.jar"), "content");
    Files.setLastModifiedTime(file, FileTime.from(time));
    String key = HashCache.key(file);
    assertThat(key).isEqualTo("7 1700000000000005000 " + file);
    Files.setLastModifiedTime(file, FileTime.from(time.plusNanos(1_000)));
    assertThat(HashCache.key(file)).isEqualTo("7 1700000000000006000 " + file);
    Files.writeString(file, "contents");
    Files.setLastModifiedTime(file, FileTime.from(time));
    assertThat(HashCache.key(file)).isEqualTo("8 1700000000000005000 " + file);
  }

  @Test
  void remembersFromProcessToProcess() {
    Path file = directory.resolve("hashes");
    HashCache first = HashCache.read(file);
    assertThat(first.get("7 1 /a b.jar")).isNull();
    first.put("7 1 /a b.jar", ONE);
    first.put("7 1 /with\nline.jar", TWO);
    first.write();
    HashCache second = HashCache.read(file);
    assertThat(second.get("7 1 /a b.jar")).isEqualTo(ONE);
    assertThat(second.get("7 1 /with\nline.jar")).isNull();
    second.put("7 1 /a b.jar", TWO);
    second.write();
    assertThat(HashCache.read(file).get("7 1 /a b.jar")).isEqualTo(TWO);
    assertThat(directory.toFile().list()).containsExactly("hashes");
  }

  @Test
  void isEmptyWhereItCannotBeRead() throws IOException {
    Path file = Files.write(directory.resolve("hashes"), new byte[] {(byte) 0xC3, (byte) 0x28});
    HashCache cache = HashCache.read(file);
    assertThat(cache.get("key")).isNull();
    cache.put("key", ONE);
    cache.write();
    assertThat(HashCache.read(file).get("key")).isEqualTo(ONE);
    Files.writeString(file, ONE + "\n" + TWO + " key\nshort key\n");
    assertThat(HashCache.read(file).get("key")).isEqualTo(TWO);
  }
}
