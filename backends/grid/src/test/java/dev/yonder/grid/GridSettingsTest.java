// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.Resources;
import dev.yonder.spi.BlockPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GridSettingsTest {

  @Test
  void whatIsNotSaidHasADefault() {
    GridSettings settings = Settings.of(Map.of());
    assertThat(settings.directory()).isEqualTo(Path.of(System.getProperty("user.home"), ".yonder"));
    assertThat(settings.bin()).isNull();
    assertThat(settings.queue()).isNull();
    assertThat(settings.blocks())
        .isEqualTo(
            new BlockPolicy(
                BlockPolicy.Use.PILOTS,
                BlockPolicy.Reach.HOME,
                1,
                0,
                10,
                new Resources(1, 0, 0, Map.of()),
                Duration.ofHours(1),
                Duration.ofMinutes(1),
                Duration.ofSeconds(30)));
  }

  @Test
  void jobsMayBeMany() {
    BlockPolicy policy = Settings.of(Map.of("mode", "jobs")).blocks();
    assertThat(policy.use()).isEqualTo(BlockPolicy.Use.CALLS);
    assertThat(policy.reach()).isEqualTo(BlockPolicy.Reach.FILES);
    assertThat(policy.max()).isEqualTo(10_000);
    assertThat(policy.walltime()).isNull();
  }

  @Test
  void whatIsSaidCounts() {
    GridSettings settings =
        Settings.of(
            Map.ofEntries(
                Map.entry("directory", "shared"),
                Map.entry("bin", "/opt/slurm/bin"),
                Map.entry("java", "/opt/jdk/bin/java"),
                Map.entry("partition", "long"),
                Map.entry("account", "physics"),
                Map.entry("options", List.of("--qos=high", "--comment=a b")),
                Map.entry("cpus", 4),
                Map.entry("memory", "8 GiB"),
                Map.entry("gpus", 1),
                Map.entry("walltime", "2h"),
                Map.entry("min", 2),
                Map.entry("init", 3),
                Map.entry("max", 4),
                Map.entry("idle", "5m"),
                Map.entry("poll", "1s"),
                Map.entry("command-timeout", "5m")));
    assertThat(settings)
        .isEqualTo(
            new GridSettings(
                Path.of("/the/project/shared"),
                Path.of("/opt/slurm/bin"),
                "/opt/jdk/bin/java",
                "long",
                "physics",
                List.of("--qos=high", "--comment=a b"),
                Duration.ofMinutes(5),
                new BlockPolicy(
                    BlockPolicy.Use.PILOTS,
                    BlockPolicy.Reach.HOME,
                    3,
                    2,
                    4,
                    new Resources(4, 8L << 30, 1, Map.of()),
                    Duration.ofHours(2),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(1))));
  }

  private static void refused(Map<String, Object> values, String... words) {
    assertThatThrownBy(() -> Settings.of(values))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void whatIsWrongIsRefused() {
    refused(Map.of("directory", "/back\\slash"), "directory", "has a backslash");
    refused(Map.of("queu", "long"), "yonder.toml line 7", "\"queu\"", "did you mean \"queue\"?");
    refused(Map.of("mode", "pilot"), "did you mean \"pilots\"?");
    refused(Map.of("poll", "100ms"), "poll", "at least");
    refused(Map.of("command-timeout", "100ms"), "command-timeout", "at least");
    refused(Map.of("cpus", 0), "cpus", "at least 1");
    refused(Map.of("queue", "a", "partition", "b"), "partition", "another word for queue");
    refused(Map.of("queue", "a\nb"), "queue", "without line breaks");
    refused(Map.of("options", List.of("--comment=a\nb")), "options", "without line breaks");
    refused(Map.of("min", 3, "init", 2), "init", "at least min, which is 3");
    refused(Map.of("min", 3, "max", 2), "max", "at least min and init");
    refused(Map.of("mode", "jobs", "min", 3), "min", "of no use with mode = \"jobs\"");
  }

  @Test
  void aSmallMostIsFine() {
    assertThat(Settings.of(Map.of("max", 1)).blocks().init()).isEqualTo(1);
    assertThat(Settings.of(Map.of("min", 20)).blocks().max()).isEqualTo(20);
    assertThat(Settings.of(Map.of("init", 0)).blocks().init()).isZero();
  }
}
