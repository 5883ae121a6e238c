// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import java.util.EnumSet;
import java.util.Set;

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
 * @param features what is switched on
 */
public record SchedulerPolicy(
    int maxFailures,
    int maxDepth,
    long cancelGraceNanos,
    long retryDelayNanos,
    boolean fixedWorkers,
    Set<Feature> features) {

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
    this(maxFailures, maxDepth, cancelGraceNanos, retryDelayNanos, fixedWorkers, Feature.USUAL);
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
        maxFailures, maxDepth, cancelGraceNanos, retryDelayNanos, fixedWorkers, changed);
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
