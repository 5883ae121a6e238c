// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import dev.yonder.Resources;
import java.util.Map;

/**
 * The tasks of one type that need the same; carries what the scheduler has learnt of their length.
 *
 * <p>Shared by all its tasks and compared by identity. Made by any thread; what it has learnt
 * belongs to the scheduler's thread.
 */
public final class Stage {
  /** The length of tasks of which none has ended. */
  static final long UNKNOWN = Long.MAX_VALUE;

  private static final int WEIGHT_SHIFT = 3;

  private final String name;
  private final Needs needs;
  private final boolean light;
  private long meanNanos = UNKNOWN;

  /**
   * What the attempts of a task need, and how they may be repeated.
   *
   * @param resources what an attempt occupies
   * @param priority which tasks go first, those of the higher number
   * @param retries how often a task is tried again after it threw
   * @param idempotent whether a task may be handed to a worker more than once
   * @param walltimeNanos the longest time of an attempt in nanoseconds, 0 for no limit
   */
  public record Needs(
      Resources resources, int priority, int retries, boolean idempotent, long walltimeNanos) {

    /** What a task needs of which nothing is said. */
    public static final Needs LEAST = new Needs(new Resources(1, 0, 0, Map.of()), 0, 0, true, 0);
  }

  /** Constructs a stage that has learnt nothing. */
  public Stage(String name, Needs needs) {
    this.name = name;
    this.needs = needs;
    Resources resources = needs.resources();
    this.light =
        needs.idempotent()
            && resources.cpus() == 1
            && resources.memory() == 0
            && resources.gpus() == 0
            && resources.named().isEmpty();
  }

  /** Returns the name that errors show. */
  public String name() {
    return name;
  }

  /** Returns what its tasks need. */
  public Needs needs() {
    return needs;
  }

  /**
   * Returns whether its tasks need one processor and nothing else, and may wait on a worker.
   *
   * <p>A task that must not run twice may not: with the worker it would be lost without having run,
   * as nobody could tell.
   */
  boolean light() {
    return light;
  }

  /** Returns the moving mean of how long attempts ran, {@link #UNKNOWN} if none has ended. */
  long meanNanos() {
    return meanNanos;
  }

  void ran(long nanos) {
    long least = Math.max(nanos, 1);
    meanNanos =
        meanNanos == UNKNOWN
            ? least
            : Math.max(1, meanNanos + ((least - meanNanos) >> WEIGHT_SHIFT));
  }
}
