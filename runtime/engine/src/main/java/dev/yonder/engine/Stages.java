// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.CallOptions;
import dev.yonder.Resources;
import dev.yonder.core.Stage;
import dev.yonder.spi.TaskType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The stages of a session: what calls of a method need, by options of call, annotation, profile.
 */
final class Stages {
  /** A program may give every call options of its own; what was learnt of their length can go. */
  private static final int MOST_SPECIAL = 10_000;

  private final CallOptions defaults;
  private final boolean enforced;
  private final Map<TaskType, Stage> plain = new ConcurrentHashMap<>();
  private final Map<Special, Stage> special = new ConcurrentHashMap<>();

  private record Special(TaskType type, CallOptions options) {}

  /**
   * Constructs the stages.
   *
   * @param defaults the options of the profile
   * @param enforced whether calls are held to the resources they say they need
   */
  Stages(CallOptions defaults, boolean enforced) {
    this.defaults = defaults;
    this.enforced = enforced;
  }

  /**
   * Returns the stage of a call.
   *
   * @throws IllegalArgumentException if the options contradict each other
   */
  @SuppressWarnings("ReferenceEquality") // the common case, in which nothing need be compared
  Stage of(TaskType type, CallOptions options) {
    if (options == CallOptions.none()) {
      Stage known = plain.get(type);
      return known != null ? known : plain.computeIfAbsent(type, t -> stage(t, options));
    }
    if (special.size() >= MOST_SPECIAL) {
      special.clear();
    }
    return special.computeIfAbsent(
        new Special(type, options.withoutKey()), s -> stage(type, s.options));
  }

  private Stage stage(TaskType type, CallOptions call) {
    CallOptions asked = call.orElse(type.options());
    CallOptions options = asked.orElse(defaults);
    boolean idempotent = options.idempotent().orElse(true);
    int retries = idempotent ? options.retries().orElse(0) : asked.retries().orElse(0);
    if (retries > 0 && !idempotent) {
      throw new IllegalArgumentException(
          ("%s is asked to be retried %d times, but it is not idempotent and runs at"
                  + " most once; leave out the retries for it")
              .formatted(type.name(), retries));
    }
    Resources resources =
        new Resources(
            options.cpus().orElse(1),
            options.memory().orElse(0),
            options.gpus().orElse(0),
            options.resources());
    return new Stage(
        options.name().orElse(type.name()),
        new Stage.Needs(
            enforced ? resources : Stage.Needs.LEAST.resources(),
            options.priority().orElse(0),
            retries,
            idempotent,
            options.walltime().map(Nanos::of).orElse(0L)));
  }
}
