// SPDX-License-Identifier: Apache-2.0
package dev.yonder;

import dev.yonder.annotations.MemorySize;
import dev.yonder.spi.SessionFactory;
import dev.yonder.spi.SessionSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the settings of a session and opens it.
 *
 * <p>Not safe for use by several threads at once. A setting that was not set is left to the
 * profile.
 */
public final class SessionBuilder {
  private @Nullable String profile;
  private @Nullable Integer cpus;
  private @Nullable Long memory;
  private @Nullable Integer gpus;
  private final Map<String, Integer> resources = new LinkedHashMap<>();
  private @Nullable Integer workers;
  private @Nullable Long seed;
  private @Nullable Boolean progress;
  private final Map<String, String> ofProfile = new LinkedHashMap<>();
  private CallOptions defaults = CallOptions.none();
  private SessionSettings.Limits limits = SessionSettings.Limits.DEFAULTS;

  SessionBuilder() {}

  /** Sets the profile's name. */
  public SessionBuilder profile(String profile) {
    this.profile = profile;
    return this;
  }

  /**
   * Sets how many processors calls may keep busy at a time on this machine, at least 1. Unset: the
   * processors that the Java process may use.
   */
  public SessionBuilder cpus(int cpus) {
    this.cpus = atLeast(1, "cpus", cpus);
    return this;
  }

  /**
   * Sets the memory that calls may reserve on this machine, as {@link MemorySize} reads it. Unset:
   * the largest heap of the Java process.
   */
  public SessionBuilder memory(String memory) {
    this.memory = MemorySize.parse(memory);
    return this;
  }

  /** Sets how many graphics processors this machine offers, at least 0. Unset: 0. */
  public SessionBuilder gpus(int gpus) {
    this.gpus = atLeast(0, "gpus", gpus);
    return this;
  }

  /** Sets how much of a named resource this machine offers, at least 1. */
  public SessionBuilder resource(String name, int amount) {
    resources.put(name, atLeast(1, "resource " + name, amount));
    return this;
  }

  /**
   * Sets how many worker processes share what this machine offers, at least 1, where the profile
   * has such. Unset: one for each processor up to four, and groups of processors beyond that.
   */
  public SessionBuilder workers(int workers) {
    this.workers = atLeast(1, "workers", workers);
    return this;
  }

  /** Sets the options of calls that neither the call nor the annotation decides. */
  public SessionBuilder defaults(CallOptions defaults) {
    this.defaults = defaults;
    return this;
  }

  /** Sets the seed of the random numbers of seeded parameters. Unset: a random one, printed. */
  public SessionBuilder seed(long seed) {
    this.seed = seed;
    return this;
  }

  /**
   * Sets after how many failed calls the session gives up the calls that have not ended, at least
   * 1. Failures that only follow from another call's failure do not count. Unset: never.
   */
  public SessionBuilder maxFailures(int failures) {
    limits = limits.maxFailures(atLeast(1, "maxFailures", failures));
    return this;
  }

  /**
   * Sets how deep calls may nest: the number of calls that wait for one another, at least 1. Unset:
   * 2,000.
   */
  public SessionBuilder maxDepth(int calls) {
    limits = limits.maxDepth(atLeast(1, "maxDepth", calls));
    return this;
  }

  /**
   * Sets how long a cancelled call may go on ignoring its interrupt before its future ends all the
   * same. Unset: 5 seconds.
   */
  public SessionBuilder cancelGrace(Duration grace) {
    limits = limits.cancelGrace(grace);
    return this;
  }

  /**
   * Sets the delay before a failed call's first retry; it doubles with every further one, up to 30
   * seconds. Zero retries at once. Unset: 100 milliseconds.
   */
  public SessionBuilder retryDelay(Duration delay) {
    limits = limits.retryDelay(delay);
    return this;
  }

  /**
   * Sets whether a line on the standard error stream shows how many calls have ended. Unset: only
   * where the program has a terminal.
   */
  public SessionBuilder progress(boolean show) {
    progress = show;
    return this;
  }

  /**
   * Sets something that only some profiles have, such as {@code jvm} of worker processes. Unset:
   * the system property {@code yonder.<name>}, else what the profile's page in the documentation
   * says.
   *
   * @param name the name of the setting; {@link #open} refuses one that the profile does not have
   */
  public SessionBuilder set(String name, String value) {
    ofProfile.put(name, value);
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
        profile,
        new SessionSettings.Capacity(cpus, memory, gpus, Map.copyOf(resources), workers),
        defaults,
        limits,
        seed,
        progress,
        Map.copyOf(ofProfile));
  }

  private static int atLeast(int least, String setting, int value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s is at least %d, not %d".formatted(setting, least, value));
    }
    return value;
  }
}
