// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

import dev.yonder.CallOptions;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a program asked of a session; what it left open is null.
 *
 * @param profile the profile's name
 * @param capacity what the program says this machine offers
 * @param defaults the options of calls that neither the call nor the annotation decides
 * @param limits bounds on calls
 * @param seed the seed of random numbers
 * @param progress whether to show progress
 * @param ofProfile settings that only some profiles have, by their names
 */
public record SessionSettings(
    @Nullable String profile,
    Capacity capacity,
    CallOptions defaults,
    Limits limits,
    @Nullable Long seed,
    @Nullable Boolean progress,
    Map<String, String> ofProfile) {

  /** Settings in which everything is left to the environment. */
  public static final SessionSettings UNSET =
      new SessionSettings(
          null,
          new Capacity(null, null, null, Map.of(), null),
          CallOptions.none(),
          Limits.DEFAULTS,
          null,
          null,
          Map.of());

  /** Returns these settings with another seed. */
  public SessionSettings seed(long number) {
    return new SessionSettings(profile, capacity, defaults, limits, number, progress, ofProfile);
  }

  /**
   * What this machine offers to calls; null where the backend finds out.
   *
   * @param cpus processors
   * @param memory bytes
   * @param gpus graphics processors
   * @param named further resources
   * @param workers worker processes, among which the rest is divided
   */
  public record Capacity(
      @Nullable Integer cpus,
      @Nullable Long memory,
      @Nullable Integer gpus,
      Map<String, Integer> named,
      @Nullable Integer workers) {}

  /**
   * Bounds on the calls of a session.
   *
   * @param maxFailures failed calls after which the session gives up, {@link Integer#MAX_VALUE} for
   *     never
   * @param maxDepth how deep calls may nest
   * @param cancelGrace how long a cancelled call may ignore its interrupt
   * @param retryDelay the delay before the first retry, which doubles with every further one
   */
  public record Limits(int maxFailures, int maxDepth, Duration cancelGrace, Duration retryDelay) {

    /** The bounds of a session that sets none. */
    public static final Limits DEFAULTS =
        new Limits(Integer.MAX_VALUE, 2_000, Duration.ofSeconds(5), Duration.ofMillis(100));

    /** Refuses negative times. */
    public Limits {
      if (cancelGrace.isNegative() || retryDelay.isNegative()) {
        throw new IllegalArgumentException(
            "times are not negative: cancelGrace=%s, retryDelay=%s"
                .formatted(cancelGrace, retryDelay));
      }
    }

    /** Returns these bounds with another number of failures. */
    public Limits maxFailures(int failures) {
      return new Limits(failures, maxDepth, cancelGrace, retryDelay);
    }

    /** Returns these bounds with another depth. */
    public Limits maxDepth(int calls) {
      return new Limits(maxFailures, calls, cancelGrace, retryDelay);
    }

    /** Returns these bounds with another grace. */
    public Limits cancelGrace(Duration grace) {
      return new Limits(maxFailures, maxDepth, grace, retryDelay);
    }

    /** Returns these bounds with another delay. */
    public Limits retryDelay(Duration delay) {
      return new Limits(maxFailures, maxDepth, cancelGrace, delay);
    }
  }
}
