// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.spi.ProfileSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a user says that this machine offers to calls; empty where the backend finds out.
 *
 * @param cpus processors
 * @param memory bytes
 * @param gpus graphics processors
 * @param named further resources
 * @param workers worker processes, among which the rest is divided
 */
record Capacity(
    OptionalInt cpus,
    OptionalLong memory,
    OptionalInt gpus,
    Map<String, Integer> named,
    OptionalInt workers) {
  private static final String RESOURCES = "resources";

  /** The settings that say it. */
  static final Set<String> KEYS = Set.of("cpus", "memory", "gpus", RESOURCES, "workers");

  /**
   * Returns what the settings say.
   *
   * @throws IllegalArgumentException if one of them is wrong
   */
  static Capacity of(ProfileSettings settings) {
    return new Capacity(
        settings.number("cpus", 1, Integer.MAX_VALUE),
        settings.size("memory"),
        settings.number("gpus", 0, Integer.MAX_VALUE),
        amounts(settings.table(RESOURCES)),
        settings.number("workers", 1, Integer.MAX_VALUE));
  }

  /** Returns the amounts of named resources. */
  static Map<String, Integer> amounts(ProfileSettings resources) {
    Map<String, Integer> amounts = new LinkedHashMap<>();
    for (String name : resources.keys()) {
      if (name.isBlank()) {
        throw resources.wrong(name, "needs a name");
      }
      resources.number(name, 1, Integer.MAX_VALUE).ifPresent(n -> amounts.put(name, n));
    }
    return amounts;
  }
}
