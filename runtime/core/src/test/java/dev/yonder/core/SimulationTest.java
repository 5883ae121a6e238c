// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Random clusters, workloads and faults, against a ledger that never asks the scheduler. */
class SimulationTest {
  private static final int CLUSTERS = 6_000;
  private static final String SEED = "simulation.seed";

  private final Shrinker shrinker = new Shrinker(PlantedBug.NONE);

  @Test
  @DisabledIfSystemProperty(named = SEED, matches = ".+", disabledReason = "one seed is replayed")
  void everyTaskEndsOnceAndNoWorkerIsAskedForMoreThanItHas() {
    Transitions.forgetVisits();
    for (long seed = 0; seed < CLUSTERS; seed++) {
      check(seed);
    }
    assertThat(Transitions.unvisited()).as("transitions that no simulation made").isEmpty();
  }

  @Test
  @EnabledIfSystemProperty(named = SEED, matches = "\\d+")
  void replaysOneSeed() {
    long seed = Long.getLong(SEED);
    System.out.println(String.join("\n", transcript(seed)));
    check(seed);
  }

  private void check(long seed) {
    SimulationOptions options = SimulationOptions.of(seed);
    if (shrinker.failure(options) != null) {
      throw shrinker.report(options);
    }
  }

  @Test
  void theSameSeedGivesTheSameTranscript() {
    assertThat(transcript(17)).isEqualTo(transcript(17)).isNotEmpty();
  }

  private List<String> transcript(long seed) {
    Scenario scenario = new Scenario(SimulationOptions.of(seed), PlantedBug.NONE);
    List<String> transcript = new ArrayList<>();
    try {
      scenario.run();
    } catch (AssertionError | RuntimeException e) {
      transcript.add("it failed, as shown below: " + e.getMessage());
    }
    transcript.addAll(0, scenario.cluster.transcript(Integer.MAX_VALUE));
    return transcript;
  }
}
