// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random clusters, workloads and faults, against a ledger that never asks the scheduler. */
class SimulationTest {
  private static final int CLUSTERS = 6_000;

  @Test
  void everyTaskEndsOnceAndNoWorkerIsAskedForMoreThanItHas() {
    for (long seed = 0; seed < CLUSTERS; seed++) {
      SimulationOptions options = SimulationOptions.of(seed);
      if (failure(options, PlantedBug.NONE) != null) {
        throw smallest(options);
      }
    }
    assertThat(Transitions.unvisited())
        .filteredOn(transition -> transition.trigger() != Trigger.REFUSED)
        .filteredOn(transition -> transition.trigger() != Trigger.SESSION_STOPPED)
        .as("transitions that no simulation made")
        .isEmpty();
  }

  @Test
  void theSameSeedGivesTheSameTranscript() {
    List<List<String>> transcripts = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      Scenario scenario = new Scenario(SimulationOptions.of(17), PlantedBug.NONE);
      scenario.run();
      transcripts.add(scenario.cluster.transcript(Integer.MAX_VALUE));
    }
    assertThat(transcripts.get(0)).isEqualTo(transcripts.get(1)).isNotEmpty();
  }

  /** Returns what goes wrong in a simulation, null if nothing does. */
  static @Nullable Throwable failure(SimulationOptions options, PlantedBug bug) {
    try {
      Scenario scenario = new Scenario(options, bug);
      scenario.run();
      scenario.checkEnd();
      return null;
    } catch (AssertionError | RuntimeException e) {
      return e;
    }
  }

  /** Returns the failure of the smallest variation that still fails, with how to see it again. */
  private static AssertionError smallest(SimulationOptions failing) {
    SimulationOptions options = failing;
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (SimulationOptions variation : options.smaller()) {
        if (!smaller && failure(variation, PlantedBug.NONE) != null) {
          options = variation;
          smaller = true;
        }
      }
    }
    Scenario scenario = new Scenario(options, PlantedBug.NONE);
    try {
      scenario.run();
      scenario.checkEnd();
    } catch (AssertionError | RuntimeException e) {
      return new AssertionError(
          "%s: %s%n%s"
              .formatted(
                  options, e.getMessage(), String.join("\n", scenario.cluster.transcript(4_000))),
          e);
    }
    return new AssertionError(options + " failed once and not again");
  }
}
