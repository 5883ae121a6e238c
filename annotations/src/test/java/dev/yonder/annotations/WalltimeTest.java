// SPDX-License-Identifier: Apache-2.0
package dev.yonder.annotations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WalltimeTest {

  @ParameterizedTest
  @CsvSource({
    "2h, PT2H",
    "1d 12h, PT36H",
    "1d12h, PT36H",
    "90min, PT90M",
    "90 m, PT90M",
    "1m 30s, PT90S",
    "250ms, PT0.25S",
    "1m 5ms, PT60.005S",
    "2H, PT2H",
  })
  void readsNumbersWithUnits(String text, Duration time) {
    assertThat(Walltime.parse(text)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "h", "2 hours", "1h 1d", "2h 2h", "-1h", "1.5h", "02:00:00"})
  void refusesOtherForms(String text) {
    assertThatThrownBy(() -> Walltime.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\" is not a time")
        .hasMessageContaining("as in \"2h\"");
  }

  @Test
  void asksForTheUnitOfABareNumber() {
    assertThatThrownBy(() -> Walltime.parse("90"))
        .hasMessageContaining("did you mean \"90m\" (minutes) or \"90h\" (hours)?");
  }

  @Test
  void refusesNoTime() {
    assertThatThrownBy(() -> Walltime.parse("0s")).hasMessageContaining("more than zero");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1d 12h", "2h", "1m 30s", "1h 5ms"})
  void formatsWhatItReads(String text) {
    assertThat(Walltime.format(Walltime.parse(text))).isEqualTo(text);
  }
}
