// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.spi.ProfileSettings;
import java.time.Duration;
import java.util.Set;

/**
 * Bounds on the calls of a session.
 *
 * @param maxFailures failed calls after which the session gives up, {@link Integer#MAX_VALUE} for
 *     never
 * @param maxDepth how deep calls may nest
 * @param cancelGrace how long a cancelled call may ignore its interrupt
 * @param retryDelay the delay before the first retry, which doubles with every further one
 */
record Limits(int maxFailures, int maxDepth, Duration cancelGrace, Duration retryDelay) {
  private static final int DEFAULT_DEPTH = 2_000;
  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);
  private static final Duration DEFAULT_DELAY = Duration.ofMillis(100);

  /** The settings that say them. */
  static final Set<String> KEYS =
      Set.of("max-failures", "max-depth", "cancel-grace", "retry-delay");

  /**
   * Returns what the settings say, and for the rest the defaults.
   *
   * @throws IllegalArgumentException if one of them is wrong
   */
  static Limits of(ProfileSettings settings) {
    return new Limits(
        settings.number("max-failures", 1, Integer.MAX_VALUE).orElse(Integer.MAX_VALUE),
        settings.number("max-depth", 1, Integer.MAX_VALUE).orElse(DEFAULT_DEPTH),
        settings.duration("cancel-grace", Duration.ZERO).orElse(DEFAULT_GRACE),
        settings.duration("retry-delay", Duration.ZERO).orElse(DEFAULT_DELAY));
  }
}
