// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

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
 */
public record SchedulerPolicy(
    int maxFailures,
    int maxDepth,
    long cancelGraceNanos,
    long retryDelayNanos,
    boolean fixedWorkers) {

  private static final long LONGEST_RETRY_DELAY = 30_000_000_000L;

  /** Returns the delay before the next attempt of a task that failed so often. */
  long retryDelay(int failures) {
    long delay = retryDelayNanos;
    for (int i = 1; i < failures && delay < LONGEST_RETRY_DELAY; i++) {
      delay = Math.min(delay * 2, LONGEST_RETRY_DELAY);
    }
    return delay;
  }
}
