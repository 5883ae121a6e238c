// SPDX-License-Identifier: Apache-2.0
package dev.yonder.annotations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySizeTest {

  @ParameterizedTest
  @CsvSource({
    "1 B, 1",
    "4 GiB, 4294967296",
    "4GiB, 4294967296",
    "' 4  gib ', 4294967296",
    "500 MB, 500000000",
    "1.5 KiB, 1536",
    "0.3 B, 1",
    "2 TB, 2000000000000",
  })
  void readsNumbersWithUnits(String text, long bytes) {
    assertThat(MemorySize.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4", "GiB", "-1 GiB", "4 GiB extra", "1e3 MB", "4,5 GiB"})
  void refusesOtherForms(String text) {
    assertThatThrownBy(() -> MemorySize.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\"")
        .hasMessageContaining("as in \"4 GiB\"");
  }

  @Test
  void suggestsTheUnitThatABareLetterMeans() {
    assertThatThrownBy(() -> MemorySize.parse("4G"))
        .hasMessageContaining("unknown unit G")
        .hasMessageContaining("did you mean \"4 GiB\"");
  }

  @Test
  void refusesNothingAndTooMuch() {
    assertThatThrownBy(() -> MemorySize.parse("0 GiB")).hasMessageContaining("at least 1 B");
    assertThatThrownBy(() -> MemorySize.parse("99999999999 TiB")).hasMessageContaining("largest");
  }

  @ParameterizedTest
  @CsvSource({"0, 0 B", "1, 1 B", "1536, 1536 B", "2048, 2 KiB", "4294967296, 4 GiB"})
  void formatsWithoutLoss(long bytes, String text) {
    assertThat(MemorySize.format(bytes)).isEqualTo(text);
    if (bytes > 0) {
      assertThat(MemorySize.parse(text)).isEqualTo(bytes);
    }
  }
}
