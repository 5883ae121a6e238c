// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import java.util.List;
import java.util.stream.Stream;

/** Which cluster to simulate: a seed, how many tasks, and what may happen to them. */
record SimulationOptions(
    long seed,
    int tasks,
    boolean bound,
    boolean losses,
    boolean keeps,
    boolean cancels,
    boolean duplicates,
    boolean nests) {

  static SimulationOptions of(long seed) {
    return new SimulationOptions(
        seed, 1 + (int) (seed * 7 % 60), seed % 5 == 4, true, true, true, true, true);
  }

  /** Returns variations that are smaller by one feature or by some tasks. */
  List<SimulationOptions> smaller() {
    return Stream.of(
            with(tasks / 2, losses, keeps, cancels, duplicates, nests),
            with(tasks - 1, losses, keeps, cancels, duplicates, nests),
            with(tasks, false, keeps, cancels, duplicates, nests),
            with(tasks, losses, false, cancels, duplicates, nests),
            with(tasks, losses, keeps, false, duplicates, nests),
            with(tasks, losses, keeps, cancels, false, nests),
            with(tasks, losses, keeps, cancels, duplicates, false))
        .filter(smaller -> smaller.tasks > 0 && !smaller.equals(this))
        .toList();
  }

  private SimulationOptions with(
      int tasks,
      boolean losses,
      boolean keeps,
      boolean cancels,
      boolean duplicates,
      boolean nests) {
    return new SimulationOptions(seed, tasks, bound, losses, keeps, cancels, duplicates, nests);
  }
}
