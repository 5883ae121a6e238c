// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
  private static final List<String> WORDS = List.of("cpus", "gpus", "memory", "max-failures");

  @ParameterizedTest
  @CsvSource({
    "cpus, cpus",
    "CPUS, cpus",
    "cpu, cpus",
    "cpsu, cpus",
    "gpsu, gpus",
    "memroy, memory",
    "menory, memory",
    "maxfailures, max-failures",
    "maxFailure, max-failures",
    "disk,",
    "threads,",
    "x,"
  })
  void findsTheClosestWordIfThereIsAny(String mistyped, String meant) {
    assertThat(Spelling.closest(mistyped, WORDS)).isEqualTo(meant);
  }

  @Test
  void suggestsItAtTheEndOfAMessage() {
    assertThat(Spelling.suggestion("cpu", WORDS)).isEqualTo("; did you mean \"cpus\"?");
    assertThat(Spelling.suggestion("threads", WORDS)).isEmpty();
  }
}
