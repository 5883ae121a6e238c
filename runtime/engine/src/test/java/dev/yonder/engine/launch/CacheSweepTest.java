// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheSweepTest {
  @TempDir private Path cache;
  private final Instant now = Instant.now();

  private Path file(String name, Duration age) throws IOException {
    Path file = cache.resolve(name);
    Files.createDirectories(file.getParent());
    Files.createFile(file);
    Files.setLastModifiedTime(file, FileTime.from(now.minus(age)));
    return file;
  }

  @Test
  void removesWhatWasNotUsedForAMonthOnceADay() throws IOException {
    Path old = file("code/a.jar", CacheSweep.UNUSED.plusDays(1));
    Path archive = file("classes/a.jsa", CacheSweep.UNUSED.plusDays(1));
    Path recent = file("code/b.jar", Duration.ofDays(29));
    Path used = file("code/c.jar", CacheSweep.UNUSED.plusDays(1));
    CacheSweep.used(used);
    CacheSweep.sweep(cache, now);
    assertThat(old).doesNotExist();
    assertThat(archive).doesNotExist();
    assertThat(recent).exists();
    assertThat(used).exists();

    Path another = file("code/d.jar", CacheSweep.UNUSED.plusDays(1));
    CacheSweep.sweep(cache, now.plus(Duration.ofHours(1)));
    assertThat(another).as("the same day").exists();
    CacheSweep.sweep(cache, now.plus(Duration.ofDays(2)));
    assertThat(another).as("another day").doesNotExist();
  }

  /** A Java machine uses no archive of classes whose jar has another time. */
  @Test
  void usingAFileDoesNotChangeItsTime() throws IOException {
    Path jar = file("code/a.jar", Duration.ofDays(29));
    var time = Files.getLastModifiedTime(jar);
    CacheSweep.used(jar);
    assertThat(Files.getLastModifiedTime(jar)).isEqualTo(time);
    CacheSweep.sweep(cache, now.plus(Duration.ofDays(15)));
    assertThat(jar).as("44 days old, used 15 days ago").exists();
  }

  @Test
  void marksGoWithTheirFiles() throws IOException {
    Path jar = file("code/a.jar", CacheSweep.UNUSED);
    CacheSweep.used(jar);
    CacheSweep.used(cache.resolve("code/gone.jar"));
    file("code/lost.jar.used", CacheSweep.UNUSED.plusDays(1));
    assertThat(names()).containsExactlyInAnyOrder("a.jar", "a.jar.used", "lost.jar.used");
    CacheSweep.sweep(cache, now);
    assertThat(names()).containsExactlyInAnyOrder("a.jar", "a.jar.used");
    CacheSweep.sweep(cache, now.plus(CacheSweep.UNUSED).plus(Duration.ofDays(1)));
    assertThat(names()).isEmpty();
  }

  private String[] names() {
    return cache.resolve("code").toFile().list();
  }
}
