// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which cluster to simulate: a seed, how many tasks, whether each has a block of its own, and what
 * may happen to them.
 */
record SimulationOptions(long seed, int tasks, boolean bound, Set<May> may) {

  /** What may happen in a simulation, apart from tasks that return or throw. */
  enum May {
    /** Workers are lost. */
    LOSE,
    /** Results stay on workers. */
    KEEP,
    /** Tasks are cancelled. */
    CANCEL,
    /** Reports come twice, or late. */
    REPEAT,
    /** Tasks make calls. */
    NEST,
    /** Tasks that wait for their calls hold memory, gpus and licences. */
    HOARD,
    /** Tasks need more than any worker has. */
    ASK_TOO_MUCH,
    /** The session gives up after some failures. */
    GIVE_UP
  }

  static SimulationOptions of(long seed) {
    Set<May> may = EnumSet.allOf(May.class);
    drop(may, May.HOARD, seed % 4 != 2);
    drop(may, May.ASK_TOO_MUCH, seed % 3 != 0);
    drop(may, May.GIVE_UP, seed % 6 != 1);
    return new SimulationOptions(seed, 1 + (int) (seed * 7 % 60), seed % 5 == 4, may);
  }

  private static void drop(Set<May> may, May what, boolean dropped) {
    if (dropped) {
      may.remove(what);
    }
  }

  boolean may(May what) {
    return may.contains(what);
  }

  /** Returns after how many failures the session gives up. */
  int maxFailures() {
    return may(May.GIVE_UP) ? 1 + (int) (seed % 4) : Integer.MAX_VALUE;
  }

  /** Returns variations that are smaller by one feature or by some tasks. */
  List<SimulationOptions> smaller() {
    List<SimulationOptions> smaller = new ArrayList<>();
    if (tasks > 1) {
      smaller.add(new SimulationOptions(seed, tasks / 2, bound, may));
      smaller.add(new SimulationOptions(seed, tasks - 1, bound, may));
    }
    for (May dropped : may) {
      Set<May> others = EnumSet.copyOf(may);
      others.remove(dropped);
      smaller.add(new SimulationOptions(seed, tasks, bound, others));
    }
    return smaller;
  }
}
