// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import dev.yonder.Resources;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the scheduler decides by; all times in nanoseconds.
 *
 * @param maxFailures failed tasks after which the rest is given up, {@link Integer#MAX_VALUE} for
 *     never
 * @param maxDepth how many tasks may wait for one another
 * @param cancelGraceNanos how long an attempt may ignore that it was told to stop
 * @param retryDelayNanos the delay before a task's first retry, which doubles with every further
 *     one
 * @param fixedWorkers whether no other kind of worker than those that joined will ever come, so
 *     that a task that fits none of them is refused
 * @param coming the workers that are to come, null if nothing is known of them
 * @param features what is switched on
 */
public record SchedulerPolicy(
    int maxFailures,
    int maxDepth,
    long cancelGraceNanos,
    long retryDelayNanos,
    boolean fixedWorkers,
    @Nullable Coming coming,
    Set<Feature> features) {

  /**
   * What workers that are to come have at most, so that a task which fits none of them is refused.
   *
   * @param capacity what each has
   * @param walltimeNanos how long each lasts, {@link Long#MAX_VALUE} for ever
   */
  public record Coming(Resources capacity, long walltimeNanos) {}

  private static final long LONGEST_RETRY_DELAY = 30_000_000_000L;

  /** Constructs a policy with an unmodifiable copy of the features. */
  public SchedulerPolicy {
    features = Set.copyOf(features);
  }

  /** Constructs a policy with the usual features. */
  public SchedulerPolicy(
      int maxFailures,
      int maxDepth,
      long cancelGraceNanos,
      long retryDelayNanos,
      boolean fixedWorkers) {
    this(
        maxFailures,
        maxDepth,
        cancelGraceNanos,
        retryDelayNanos,
        fixedWorkers,
        null,
        Feature.USUAL);
  }

  /** Returns this policy for workers that come and go, and have at most what is given. */
  public SchedulerPolicy elastic(@Nullable Coming workers) {
    return new SchedulerPolicy(
        maxFailures,
        maxDepth,
        cancelGraceNanos,
        retryDelayNanos,
        /* fixedWorkers= */ false,
        workers,
        features);
  }

  /** Returns this policy with the feature on or off. */
  public SchedulerPolicy with(Feature feature, boolean on) {
    Set<Feature> changed = EnumSet.noneOf(Feature.class);
    changed.addAll(features);
    if (on) {
      changed.add(feature);
    } else {
      changed.remove(feature);
    }
    return new SchedulerPolicy(
        maxFailures, maxDepth, cancelGraceNanos, retryDelayNanos, fixedWorkers, coming, changed);
  }

  boolean has(Feature feature) {
    return features.contains(feature);
  }

  /** Returns the delay before the next attempt of a task that failed so often. */
  long retryDelay(int failures) {
    long delay = retryDelayNanos;
    for (int i = 1; i < failures && delay < LONGEST_RETRY_DELAY; i++) {
      delay = Math.min(delay * 2, LONGEST_RETRY_DELAY);
    }
    return delay;
  }
}
