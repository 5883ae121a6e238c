// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.Resources;
import dev.yonder.core.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How many worker processes a session has on this host, and what each of them has.
 *
 * @param workers how many
 * @param capacity what each has
 * @param heapBytes the most that the heap of each may take
 */
record WorkerShape(int workers, Resources capacity, long heapBytes) {
  /** What is left of the machine for the driver, the system, and what workers need beside heaps. */
  private static final double PART_FOR_HEAPS = 0.6;

  private static final long LEAST_HEAP = 64L << 20;

  /** From this many processors on, several slots share a process. */
  private static final int MOST_SINGLE = 4;

  /** A report is back within some hundred microseconds; ten times that in work keeps slots busy. */
  private static final long LEAD_NANOS = 1_000_000;

  /**
   * Returns the shape for what the machine offers.
   *
   * <p>Up to four processors have a process each, so that tasks cannot harm each other; more are
   * grouped, so that a task can have several of them, and processes are not too many. Gpus and
   * named resources cannot be divided, so with them there is one process.
   */
  static WorkerShape of(Capacity asked, long machineMemory) {
    int cpus = asked.cpus().orElseGet(Runtime.getRuntime()::availableProcessors);
    long memory = asked.memory().orElse((long) (machineMemory * PART_FOR_HEAPS));
    int gpus = asked.gpus().orElse(0);
    int workers = workers(asked.workers(), cpus, gpus > 0 || !asked.named().isEmpty());
    Resources each =
        new Resources(
            cpus / workers, memory / workers, gpus / workers, share(asked.named(), workers));
    return new WorkerShape(workers, each, Math.max(LEAST_HEAP, memory / workers));
  }

  private static int workers(OptionalInt asked, int cpus, boolean indivisible) {
    if (asked.isPresent()) {
      if (asked.getAsInt() > cpus) {
        throw new IllegalArgumentException(
            "%d workers need at least as many cpus, not %d; set fewer workers or more cpus"
                .formatted(asked.getAsInt(), cpus));
      }
      return asked.getAsInt();
    }
    if (indivisible) {
      return 1;
    }
    if (cpus <= MOST_SINGLE) {
      return cpus;
    }
    int workers = (int) Math.ceil(Math.sqrt(cpus));
    while (cpus % workers != 0) {
      workers++;
    }
    return workers;
  }

  private static Map<String, Integer> share(Map<String, Integer> named, int workers) {
    Map<String, Integer> shared = new LinkedHashMap<>();
    named.forEach(
        (name, amount) -> {
          if (amount >= workers) {
            shared.put(name, amount / workers);
          }
        });
    return shared;
  }

  /** Returns what the scheduler is told of a worker that has joined. */
  Event.WorkerJoined joined(String name) {
    return new Event.WorkerJoined(
        name, capacity, LEAD_NANOS, Long.MAX_VALUE, /* expendable= */ true);
  }

  /** Returns what all workers have together. */
  int cpus() {
    return workers * capacity.cpus();
  }
}
