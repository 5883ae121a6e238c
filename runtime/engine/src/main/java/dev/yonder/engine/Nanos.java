// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import java.time.Duration;

/** Times as the scheduler counts them. */
final class Nanos {
  /** Longer than anything runs, and short enough that sums of it do not overflow. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private Nanos() {}

  /** Returns the time in nanoseconds; a hundred years for everything that is longer. */
  static long of(Duration time) {
    return (time.compareTo(LONGEST) > 0 ? LONGEST : time).toNanos();
  }
}
