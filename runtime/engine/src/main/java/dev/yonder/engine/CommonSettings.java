// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.CallOptions;
import dev.yonder.spi.ProfileSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The settings that profiles of all backends have.
 *
 * @param capacity what this machine offers
 * @param limits bounds on calls
 * @param calls the options of calls that neither the call nor the annotation decides
 * @param seed the seed of random numbers, empty for a random one
 * @param progress whether to show progress, empty for where there is a terminal
 */
record CommonSettings(
    Capacity capacity,
    Limits limits,
    CallOptions calls,
    OptionalLong seed,
    Optional<Boolean> progress) {
  private static final String CALLS = "calls";

  /** The names of the settings. */
  static final Set<String> KEYS = keys();

  private static Set<String> keys() {
    Set<String> keys = new HashSet<>(List.of("backend", CALLS, "progress", "seed"));
    keys.addAll(Capacity.KEYS);
    keys.addAll(Limits.KEYS);
    return Set.copyOf(keys);
  }

  /**
   * Returns what the settings of a profile say.
   *
   * @param defaults the program's own options of calls, which go before those of the profile
   * @throws IllegalArgumentException if one of them is wrong
   */
  static CommonSettings of(ProfileSettings settings, CallOptions defaults) {
    return new CommonSettings(
        Capacity.of(settings),
        Limits.of(settings),
        defaults.orElse(DefaultOptions.of(settings.table(CALLS))),
        settings.longNumber("seed", Long.MIN_VALUE, Long.MAX_VALUE),
        settings.flag("progress"));
  }

  /** Returns these settings with another seed. */
  CommonSettings withSeed(long number) {
    return new CommonSettings(capacity, limits, calls, OptionalLong.of(number), progress);
  }
}
