// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.CallOptions;
import dev.yonder.spi.ProfileSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommonSettingsTest {

  private static CommonSettings of(Map<String, Object> said) {
    ProfileSettings settings = Said.inFile("threads", said);
    settings.refuseUnknown(List.of());
    return CommonSettings.of(settings, CallOptions.none());
  }

  @Test
  void areThoseOfTheBuilder() {
    CommonSettings settings =
        of(
            Map.of(
                "cpus",
                4,
                "memory",
                "8 GiB",
                "gpus",
                1,
                "resources",
                Map.of("licence", 2),
                "workers",
                2,
                "seed",
                42,
                "progress",
                false,
                "max-failures",
                100,
                "max-depth",
                50));
    assertThat(settings.capacity().cpus()).hasValue(4);
    assertThat(settings.capacity().memory()).hasValue(8L << 30);
    assertThat(settings.capacity().gpus()).hasValue(1);
    assertThat(settings.capacity().named()).isEqualTo(Map.of("licence", 2));
    assertThat(settings.capacity().workers()).hasValue(2);
    assertThat(settings.seed()).hasValue(42);
    assertThat(settings.progress()).hasValue(false);
    assertThat(settings.limits())
        .isEqualTo(new Limits(100, 50, Duration.ofSeconds(5), Duration.ofMillis(100)));
    assertThat(of(Map.of("cancel-grace", "1m", "retry-delay", "0s")).limits())
        .isEqualTo(new Limits(Integer.MAX_VALUE, 2_000, Duration.ofMinutes(1), Duration.ZERO));
  }

  @Test
  void haveTheOptionsOfCallsInATable() {
    Map<String, Object> calls =
        Map.of(
            "cpus",
            2,
            "memory",
            "1 GiB",
            "gpus",
            1,
            "resources",
            Map.of("licence", 1),
            "walltime",
            "2h",
            "retries",
            3,
            "idempotent",
            false,
            "cache",
            true,
            "on",
            "large",
            "priority",
            -1);
    CallOptions options =
        CallOptions.none()
            .cpus(2)
            .memory("1 GiB")
            .gpus(1)
            .resource("licence", 1)
            .walltime("2h")
            .retries(3)
            .idempotent(false)
            .cache(true)
            .on("large")
            .priority(-1);
    assertThat(of(Map.of("calls", calls)).calls()).isEqualTo(options);
    assertThat(of(Map.of()).calls()).isEqualTo(CallOptions.none());
  }

  @Test
  void theProgramsOwnOptionsOfCallsGoBeforeThoseOfTheProfile() {
    ProfileSettings settings =
        Said.inFile("threads", Map.of("calls", Map.of("retries", 3, "priority", 1)));
    assertThat(CommonSettings.of(settings, CallOptions.none().retries(0)).calls())
        .isEqualTo(CallOptions.none().retries(0).priority(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cpus         | 0     | file: the setting cpus of the profile threads is a number of at least 1, not 0
          gpus         | -1    | file: the setting gpus of the profile threads is a number of at least 0, not -1
          workers      | 0     | file: the setting workers of the profile threads is a number of at least 1, not 0
          max-failures | 0     | file: the setting max-failures of the profile threads is a number of at least 1, not 0
          max-depth    | 0     | file: the setting max-depth of the profile threads is a number of at least 1, not 0
          resources    | 4     | file: the setting resources of the profile threads is a table, not 4; say what is in it, as in resources.NAME
          calls        | 4     | file: the setting calls of the profile threads is a table, not 4; say what is in it, as in calls.NAME
          progress     | 1     | file: the setting progress of the profile threads is true or false, not 1
          """)
  void thatAreWrongAreRefused(String key, int value, String message) {
    assertThatThrownBy(() -> of(Map.of(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void optionsOfCallsThatAreWrongAreRefusedWithTheTable() {
    assertThatThrownBy(() -> of(Map.of("calls", Map.of("retires", 2))))
        .hasMessage(
            "file: the table calls of the profile threads has no setting \"retires\"; it has cache,"
                + " cpus, gpus, idempotent, memory, on, priority, resources, retries, walltime; did"
                + " you mean \"retries\"?");
    assertThatThrownBy(() -> of(Map.of("calls", Map.of("walltime", 90))))
        .hasMessageStartingWith(
            "file: the setting calls.walltime of the profile threads cannot be used: \"90\" is not"
                + " a time");
    assertThatThrownBy(() -> of(Map.of("calls", Map.of("on", " "))))
        .hasMessage(
            "file: the setting calls.on of the profile threads is the name of an executor, and must"
                + " not be blank");
    assertThatThrownBy(() -> of(Map.of("calls", Map.of("resources", Map.of("licence", 0)))))
        .hasMessage(
            "file: the setting calls.resources.licence of the profile threads is a number of at"
                + " least 1, not 0");
  }
}
