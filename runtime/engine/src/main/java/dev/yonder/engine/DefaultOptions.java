// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.CallOptions;
import dev.yonder.spi.ProfileSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** The options that a profile has for calls where neither the call nor the annotation decides. */
final class DefaultOptions {
  /** Name, version and key are those of a method or a call, never of all calls. */
  static final Set<String> KEYS =
      Set.of(
          "cpus",
          "memory",
          "gpus",
          "resources",
          "walltime",
          "retries",
          "idempotent",
          "cache",
          "on",
          "priority");

  private DefaultOptions() {}

  /**
   * Returns the options that a table of settings says.
   *
   * @throws IllegalArgumentException if one of them is unknown or wrong
   */
  static CallOptions of(ProfileSettings calls) {
    calls.refuseUnknown(KEYS);
    CallOptions options = CallOptions.none();
    OptionalInt cpus = calls.number("cpus", 1, Integer.MAX_VALUE);
    if (cpus.isPresent()) {
      options = options.cpus(cpus.getAsInt());
    }
    OptionalLong memory = calls.size("memory");
    if (memory.isPresent()) {
      options = options.memory(memory.getAsLong());
    }
    OptionalInt gpus = calls.number("gpus", 0, Integer.MAX_VALUE);
    if (gpus.isPresent()) {
      options = options.gpus(gpus.getAsInt());
    }
    for (Map.Entry<String, Integer> named : Capacity.amounts(calls.table("resources")).entrySet()) {
      options = options.resource(named.getKey(), named.getValue());
    }
    return howToRun(calls, options);
  }

  private static CallOptions howToRun(ProfileSettings calls, CallOptions resources) {
    CallOptions options = resources;
    Optional<Duration> walltime = calls.duration("walltime");
    if (walltime.isPresent()) {
      options = options.walltime(walltime.get());
    }
    OptionalInt retries = calls.number("retries", 0, Integer.MAX_VALUE);
    if (retries.isPresent()) {
      options = options.retries(retries.getAsInt());
    }
    Optional<Boolean> idempotent = calls.flag("idempotent");
    if (idempotent.isPresent()) {
      options = options.idempotent(idempotent.get());
    }
    Optional<Boolean> cache = calls.flag("cache");
    if (cache.isPresent()) {
      options = options.cache(cache.get());
    }
    Optional<String> on = calls.text("on");
    if (on.isPresent()) {
      if (on.get().isBlank()) {
        throw calls.wrong("on", "is the name of an executor, and must not be blank");
      }
      options = options.on(on.get());
    }
    OptionalInt priority = calls.number("priority", Integer.MIN_VALUE, Integer.MAX_VALUE);
    return priority.isPresent() ? options.priority(priority.getAsInt()) : options;
  }
}
