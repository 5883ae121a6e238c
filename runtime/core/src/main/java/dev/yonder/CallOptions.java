// SPDX-License-Identifier: Apache-2.0
package dev.yonder;

import dev.yonder.annotations.MemorySize;
import dev.yonder.annotations.Walltime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What one call asks for; immutable, every method returns a changed copy.
 *
 * <p>An option that was not set is unset: the annotation decides, then the profile, then the
 * default. The members of the annotation are options of this type too, so both are checked alike.
 */
public final class CallOptions {
  private static final CallOptions NONE = new CallOptions();

  private @Nullable String name;
  private @Nullable Integer cpus;
  private @Nullable Long memory;
  private @Nullable Integer gpus;
  private Map<String, Integer> resources = Map.of();
  private @Nullable Duration walltime;
  private @Nullable Integer retries;
  private @Nullable Boolean idempotent;
  private @Nullable Boolean cache;
  private @Nullable String version;
  private @Nullable String on;
  private @Nullable Integer priority;
  private @Nullable String key;

  private CallOptions() {}

  private CallOptions(CallOptions other) {
    name = other.name;
    cpus = other.cpus;
    memory = other.memory;
    gpus = other.gpus;
    resources = other.resources;
    walltime = other.walltime;
    retries = other.retries;
    idempotent = other.idempotent;
    cache = other.cache;
    version = other.version;
    on = other.on;
    priority = other.priority;
    key = other.key;
  }

  /** Returns the options in which everything is unset. */
  public static CallOptions none() {
    return NONE;
  }

  /** Sets the name that logs, progress and errors show; not blank. */
  public CallOptions name(String name) {
    CallOptions copy = new CallOptions(this);
    copy.name = text("name", name);
    return copy;
  }

  /** Sets the number of processors that the call keeps busy, at least 1. */
  public CallOptions cpus(int cpus) {
    CallOptions copy = new CallOptions(this);
    copy.cpus = atLeast(1, "cpus", cpus);
    return copy;
  }

  /**
   * Sets the memory that the call needs, as {@link MemorySize} reads it, such as {@code "4 GiB"}.
   *
   * @throws IllegalArgumentException if the text is not a memory size
   */
  public CallOptions memory(String memory) {
    return memory(MemorySize.parse(memory));
  }

  /** Sets the memory that the call needs, in bytes, at least 1. */
  public CallOptions memory(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("memory is at least 1 byte, not " + bytes);
    }
    CallOptions copy = new CallOptions(this);
    copy.memory = bytes;
    return copy;
  }

  /** Sets the number of graphics processors that the call needs, at least 0. */
  public CallOptions gpus(int gpus) {
    CallOptions copy = new CallOptions(this);
    copy.gpus = atLeast(0, "gpus", gpus);
    return copy;
  }

  /** Sets how much of a named resource, such as a licence, the call needs, at least 1. */
  public CallOptions resource(String name, int amount) {
    Map<String, Integer> named = new LinkedHashMap<>(resources);
    named.put(text("resource", name), atLeast(1, "resource " + name, amount));
    CallOptions copy = new CallOptions(this);
    copy.resources = Map.copyOf(named);
    return copy;
  }

  /**
   * Sets the longest time that an attempt may run, as {@link Walltime} reads it, such as {@code
   * "2h"}.
   *
   * @throws IllegalArgumentException if the text is not a time
   */
  public CallOptions walltime(String walltime) {
    return walltime(Walltime.parse(walltime));
  }

  /** Sets the longest time that an attempt may run, more than zero. */
  public CallOptions walltime(Duration walltime) {
    if (walltime.isNegative() || walltime.isZero()) {
      throw new IllegalArgumentException("walltime is more than zero, not " + walltime);
    }
    CallOptions copy = new CallOptions(this);
    copy.walltime = walltime;
    return copy;
  }

  /** Sets how often the call is tried again after its method threw an exception, at least 0. */
  public CallOptions retries(int retries) {
    CallOptions copy = new CallOptions(this);
    copy.retries = atLeast(0, "retries", retries);
    return copy;
  }

  /** Sets whether the call may be repeated when it is not known how far the last attempt came. */
  public CallOptions idempotent(boolean idempotent) {
    CallOptions copy = new CallOptions(this);
    copy.idempotent = idempotent;
    return copy;
  }

  /**
   * Sets whether the result may be taken from a result cache; no backend has one in this version.
   */
  public CallOptions cache(boolean cache) {
    CallOptions copy = new CallOptions(this);
    copy.cache = cache;
    return copy;
  }

  /**
   * Sets the version of the method's code, not blank; part of the key of a cached result, of which
   * there is none in this version.
   */
  public CallOptions version(String version) {
    CallOptions copy = new CallOptions(this);
    copy.version = text("version", version);
    return copy;
  }

  /**
   * Sets the executor of the profile that runs the call, not blank. The built-in profiles have a
   * single one, which runs the calls of every name.
   */
  public CallOptions on(String executor) {
    CallOptions copy = new CallOptions(this);
    copy.on = text("on", executor);
    return copy;
  }

  /** Sets which calls go first: those of the higher number. */
  public CallOptions priority(int priority) {
    CallOptions copy = new CallOptions(this);
    copy.priority = priority;
    return copy;
  }

  /**
   * Names the sequence of calls that this one belongs to, for its random numbers; not blank.
   *
   * <p>The numbers of a seeded call depend on its index among the calls of the same key. Where
   * several threads of a program make calls, each names its own, so that the numbers do not depend
   * on how the threads take turns.
   */
  public CallOptions key(String key) {
    CallOptions copy = new CallOptions(this);
    copy.key = text("key", key);
    return copy;
  }

  /** Unsets the key of the random numbers. */
  public CallOptions withoutKey() {
    if (key == null) {
      return this;
    }
    CallOptions copy = new CallOptions(this);
    copy.key = null;
    return copy;
  }

  /** Returns these options, with those that are unset taken from the others. */
  @SuppressWarnings("ReferenceEquality") // the common case, in which nothing need be compared
  public CallOptions orElse(CallOptions others) {
    if (this == NONE || others == NONE) {
      return this == NONE ? others : this;
    }
    CallOptions merged = new CallOptions(this);
    merged.name = first(name, others.name);
    merged.cpus = first(cpus, others.cpus);
    merged.memory = first(memory, others.memory);
    merged.gpus = first(gpus, others.gpus);
    Map<String, Integer> named = new LinkedHashMap<>(others.resources);
    named.putAll(resources);
    merged.resources = Map.copyOf(named);
    merged.walltime = first(walltime, others.walltime);
    merged.retries = first(retries, others.retries);
    merged.idempotent = first(idempotent, others.idempotent);
    merged.cache = first(cache, others.cache);
    merged.version = first(version, others.version);
    merged.on = first(on, others.on);
    merged.priority = first(priority, others.priority);
    merged.key = first(key, others.key);
    return merged;
  }

  /** Returns the name, if set. */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /** Returns the number of processors, if set. */
  public OptionalInt cpus() {
    return optional(cpus);
  }

  /** Returns the memory in bytes, if set. */
  public OptionalLong memory() {
    return memory == null ? OptionalLong.empty() : OptionalLong.of(memory);
  }

  /** Returns the number of graphics processors, if set. */
  public OptionalInt gpus() {
    return optional(gpus);
  }

  /** Returns the named resources; empty where none is set. */
  public Map<String, Integer> resources() {
    return resources;
  }

  /** Returns the longest time of an attempt, if set. */
  public Optional<Duration> walltime() {
    return Optional.ofNullable(walltime);
  }

  /** Returns the number of retries, if set. */
  public OptionalInt retries() {
    return optional(retries);
  }

  /** Returns whether the call may be repeated, if set. */
  public Optional<Boolean> idempotent() {
    return Optional.ofNullable(idempotent);
  }

  /** Returns whether the result may come from a cache, if set. */
  public Optional<Boolean> cache() {
    return Optional.ofNullable(cache);
  }

  /** Returns the version of the code, if set. */
  public Optional<String> version() {
    return Optional.ofNullable(version);
  }

  /** Returns the executor's name, if set. */
  public Optional<String> on() {
    return Optional.ofNullable(on);
  }

  /** Returns the priority, if set. */
  public OptionalInt priority() {
    return optional(priority);
  }

  /** Returns the key of the random numbers, if set. */
  public Optional<String> key() {
    return Optional.ofNullable(key);
  }

  /** Compares all options. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CallOptions that && set().equals(that.set());
  }

  @Override
  public int hashCode() {
    return set().hashCode();
  }

  /** Returns the options that are set, such as {@code {cpus=2, walltime=PT2H}}. */
  @Override
  public String toString() {
    return set().toString();
  }

  private Map<String, Object> set() {
    Map<String, Object> set = new LinkedHashMap<>();
    put(set, "name", name);
    put(set, "cpus", cpus);
    put(set, "memory", memory);
    put(set, "gpus", gpus);
    put(set, "resources", resources.isEmpty() ? null : resources);
    put(set, "walltime", walltime);
    put(set, "retries", retries);
    put(set, "idempotent", idempotent);
    put(set, "cache", cache);
    put(set, "version", version);
    put(set, "on", on);
    put(set, "priority", priority);
    put(set, "key", key);
    return set;
  }

  private static void put(Map<String, Object> set, String option, @Nullable Object value) {
    if (value != null) {
      set.put(option, value);
    }
  }

  private static <T> @Nullable T first(@Nullable T ours, @Nullable T theirs) {
    return ours != null ? ours : theirs;
  }

  private static OptionalInt optional(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private static int atLeast(int least, String option, int value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s is at least %d, not %d".formatted(option, least, value));
    }
    return value;
  }

  private static String text(String option, String value) {
    if (Objects.requireNonNull(value, option).isBlank()) {
      throw new IllegalArgumentException(option + " must not be blank");
    }
    return value;
  }
}
