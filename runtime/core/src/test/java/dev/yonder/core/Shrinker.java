// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import org.jspecify.annotations.Nullable;

/** Makes simulations that fail smaller, and tells how to see one again. */
final class Shrinker {
  private static final int MOST_LINES = 4_000;

  private final PlantedBug bug;

  /** Constructs what makes simulations smaller in which the bug is planted. */
  Shrinker(PlantedBug bug) {
    this.bug = bug;
  }

  /** Returns what goes wrong in a simulation, null if nothing does. */
  @Nullable Throwable failure(SimulationOptions options) {
    return failure(new Scenario(options, bug));
  }

  private static @Nullable Throwable failure(Scenario scenario) {
    try {
      scenario.run();
      scenario.checkEnd();
      return null;
    } catch (AssertionError | RuntimeException e) {
      return e;
    }
  }

  /** Returns a variation that fails, and of which no smaller one does. */
  SimulationOptions smallest(SimulationOptions failing) {
    SimulationOptions options = failing;
    while (true) {
      SimulationOptions smaller =
          options.smaller().stream()
              .filter(variation -> failure(variation) != null)
              .findFirst()
              .orElse(null);
      if (smaller == null) {
        return options;
      }
      options = smaller;
    }
  }

  /** Returns the failure of the smallest variation, with how to see it again. */
  AssertionError report(SimulationOptions failing) {
    SimulationOptions options = smallest(failing);
    Scenario scenario = new Scenario(options, bug);
    Throwable thrown = failure(scenario);
    return new AssertionError(
        "%s%nsee it again: %s%nsmallest variation: %s%n%s"
            .formatted(
                thrown == null ? "it failed once and not again" : thrown.getMessage(),
                command(failing.seed()),
                options,
                String.join("\n", scenario.cluster.transcript(MOST_LINES))),
        thrown);
  }

  /** Returns the command that simulates the seed and prints what happens. */
  static String command(long seed) {
    return "mvn test -pl runtime/core -am -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false"
        + " -Dsimulation.seed="
        + seed;
  }
}
