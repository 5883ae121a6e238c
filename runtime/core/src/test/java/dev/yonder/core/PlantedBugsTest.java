// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The simulation is worth as much as what it notices. */
class PlantedBugsTest {
  private static final int SEEDS = 3_000;

  @Test
  void everyPlantedBugIsCaught() {
    Map<String, PlantedBug> bugs = PlantedBugs.all();
    assertThat(bugs).hasSizeGreaterThanOrEqualTo(20);
    List<String> survivors =
        bugs.entrySet().stream()
            .filter(bug -> !caught(new Shrinker(bug.getValue())))
            .map(Map.Entry::getKey)
            .toList();
    assertThat(survivors).as("bugs that nobody noticed").isEmpty();
  }

  private static boolean caught(Shrinker shrinker) {
    return LongStream.range(0, SEEDS)
        .anyMatch(seed -> shrinker.failure(SimulationOptions.of(seed)) != null);
  }
}
