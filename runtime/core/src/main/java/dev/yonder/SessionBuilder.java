// SPDX-License-Identifier: Apache-2.0
package dev.yonder;

import dev.yonder.annotations.MemorySize;
import dev.yonder.spi.SessionFactory;
import dev.yonder.spi.SessionSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the settings of a session and opens it.
 *
 * <p>Not safe for use by several threads at once. A setting that was not set is that of the system
 * property {@code yonder.<name>}, else what the profile says in the settings file, else the
 * default.
 */
public final class SessionBuilder {
  private final Map<List<String>, Object> values = new LinkedHashMap<>();
  private @Nullable String profile;
  private @Nullable Path file;
  private CallOptions defaults = CallOptions.none();

  SessionBuilder() {}

  /** Sets the profile's name. */
  public SessionBuilder profile(String profile) {
    this.profile = profile;
    return this;
  }

  /**
   * Sets the only file that profiles are read from; it must be there. Unset: the one that the
   * system property {@code yonder.settings} names, else the environment variable {@code
   * YONDER_SETTINGS}, else each {@code yonder.toml} in the working directory and in the user's
   * configuration directory.
   */
  public SessionBuilder settingsFile(Path file) {
    this.file = file;
    return this;
  }

  /**
   * Sets how many processors calls may keep busy at a time on this machine, at least 1. Unset: the
   * processors that the Java process may use.
   */
  public SessionBuilder cpus(int cpus) {
    return put("cpus", atLeast(1, "cpus", cpus));
  }

  /**
   * Sets the memory that calls may reserve on this machine, as {@link MemorySize} reads it. Unset:
   * the largest heap of the Java process.
   */
  public SessionBuilder memory(String memory) {
    return put("memory", MemorySize.format(MemorySize.parse(memory)));
  }

  /** Sets how many graphics processors this machine offers, at least 0. Unset: 0. */
  public SessionBuilder gpus(int gpus) {
    return put("gpus", atLeast(0, "gpus", gpus));
  }

  /** Sets how much of a named resource this machine offers, at least 1. */
  public SessionBuilder resource(String name, int amount) {
    values.put(List.of("resources", name), atLeast(1, "resource " + name, amount));
    return this;
  }

  /**
   * Sets how many worker processes share what this machine offers, at least 1, where the profile
   * has such. Unset: one for each processor up to four, and groups of processors beyond that.
   */
  public SessionBuilder workers(int workers) {
    return put("workers", atLeast(1, "workers", workers));
  }

  /** Sets the options of calls that neither the call nor the annotation decides. */
  public SessionBuilder defaults(CallOptions defaults) {
    this.defaults = defaults;
    return this;
  }

  /** Sets the seed of the random numbers of seeded parameters. Unset: a random one, printed. */
  public SessionBuilder seed(long seed) {
    return put("seed", seed);
  }

  /**
   * Sets after how many failed calls the session gives up the calls that have not ended, at least
   * 1. Failures that only follow from another call's failure do not count. Unset: never.
   */
  public SessionBuilder maxFailures(int failures) {
    return put("max-failures", atLeast(1, "maxFailures", failures));
  }

  /**
   * Sets how deep calls may nest: the number of calls that wait for one another, at least 1. Unset:
   * 2,000.
   */
  public SessionBuilder maxDepth(int calls) {
    return put("max-depth", atLeast(1, "maxDepth", calls));
  }

  /**
   * Sets how long a cancelled call may go on ignoring its interrupt before its future ends all the
   * same. Unset: 5 seconds.
   */
  public SessionBuilder cancelGrace(Duration grace) {
    return put("cancel-grace", notNegative("cancelGrace", grace));
  }

  /**
   * Sets the delay before a failed call's first retry; it doubles with every further one, up to 30
   * seconds. Zero retries at once. Unset: 100 milliseconds.
   */
  public SessionBuilder retryDelay(Duration delay) {
    return put("retry-delay", notNegative("retryDelay", delay));
  }

  /**
   * Sets whether a line on the standard error stream shows how many calls have ended. Unset: only
   * where the program has a terminal.
   */
  public SessionBuilder progress(boolean show) {
    return put("progress", show);
  }

  /**
   * Sets something by the name that it has in the settings file, such as {@code jvm} of worker
   * processes. Unset: the system property {@code yonder.<name>}, else what the profile says in the
   * settings file, else what the documentation says.
   *
   * @param name the name of the setting, with that of a table and a dot before it where it is in
   *     one, as in {@code env.NAME}; {@link #open} refuses one that the profile does not have
   */
  public SessionBuilder set(String name, String value) {
    values.put(List.of(name.split("\\.", -1)), value);
    return this;
  }

  /**
   * Opens the session.
   *
   * @throws IllegalArgumentException if there is no such profile, or a setting of it is wrong
   */
  public Session open() {
    return SessionFactory.find().open(settings());
  }

  /**
   * Opens the session on a run that another program has left; see {@link Yonder#attach}.
   *
   * @param runId the run's name, or the path of its directory
   */
  public Session attach(String runId) {
    return SessionFactory.find().attach(settings(), runId);
  }

  private SessionSettings settings() {
    return new SessionSettings(
        profile, file, Collections.unmodifiableMap(new LinkedHashMap<>(values)), defaults);
  }

  private SessionBuilder put(String name, Object value) {
    values.put(List.of(name), value);
    return this;
  }

  private static int atLeast(int least, String setting, int value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s is at least %d, not %d".formatted(setting, least, value));
    }
    return value;
  }

  private static Duration notNegative(String setting, Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("%s is not negative, as is %s".formatted(setting, time));
    }
    return time;
  }
}
