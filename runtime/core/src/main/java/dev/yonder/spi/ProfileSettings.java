// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

import dev.yonder.annotations.MemorySize;
import dev.yonder.annotations.Walltime;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What was said of the profile of a session, wherever it was said; immutable.
 *
 * <p>A backend reads its settings with the methods that name a type, and refuses the rest with
 * {@link #refuseUnknown}. A setting that was not said is absent, and the backend's default applies.
 * One of a wrong type, or out of bounds, is refused with an {@link IllegalArgumentException} that
 * says where it stands, what it is and what it may be.
 *
 * <p>Settings have names such as {@code cancel-grace}. Some are tables, which have settings
 * themselves.
 */
public final class ProfileSettings {
  private static final System.Logger LOG = System.getLogger("dev.yonder");
  private static final String ZERO = "0+\\s*(d|h|m|min|s|ms)";

  private final String profile;
  private final String backend;
  private final List<SettingsLayer> layers;
  private final Set<String> common;

  /** The names of the tables that these settings are in, each with a dot behind it. */
  private final String prefix;

  /**
   * Constructs settings.
   *
   * @param profile the name of the profile
   * @param backend the name of the backend
   * @param layers what was said, from the place that decides first to the one that decides last
   * @param common the names of the settings that profiles of all backends have
   */
  public ProfileSettings(
      String profile, String backend, List<SettingsLayer> layers, Set<String> common) {
    this(profile, backend, layers, common, "");
  }

  private ProfileSettings(
      String profile,
      String backend,
      List<SettingsLayer> layers,
      Set<String> common,
      String prefix) {
    this.profile = profile;
    this.backend = backend;
    this.layers = List.copyOf(layers);
    this.common = Set.copyOf(common);
    this.prefix = prefix;
  }

  /** What was said of a setting, and where. */
  private record Found(Object value, SettingsLayer layer) {

    boolean mayBeText() {
      return layer.form() != SettingsLayer.Form.TYPED;
    }

    @Nullable String text() {
      return value instanceof String text ? text : null;
    }

    /** Returns the number, null if it is none, or none that a {@code long} can be. */
    @Nullable Long number() {
      if (value instanceof Integer || value instanceof Long) {
        return ((Number) value).longValue();
      }
      return mayBeText() ? parsed() : null;
    }

    private @Nullable Long parsed() {
      try {
        return value instanceof String text ? Long.valueOf(text.strip()) : null;
      } catch (NumberFormatException e) {
        return null;
      }
    }

    @Nullable Boolean flag() {
      if (value instanceof Boolean flag) {
        return flag;
      }
      String text = mayBeText() ? String.valueOf(value).strip() : "";
      return List.of("true", "false").contains(text) ? Boolean.valueOf(text) : null;
    }

    @Nullable List<String> texts() {
      if (value instanceof String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+", -1));
      }
      if (!(value instanceof List<?> list)) {
        return null;
      }
      List<String> texts = new ArrayList<>();
      for (Object element : list) {
        if (!(element instanceof String text)) {
          return null;
        }
        texts.add(text);
      }
      return List.copyOf(texts);
    }
  }

  /** Returns the name of the profile. */
  public String profile() {
    return profile;
  }

  /** Returns the name of the backend. */
  public String backend() {
    return backend;
  }

  /** Returns the names of the settings that were said. */
  public Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>();
    layers.forEach(layer -> keys.addAll(layer.values().keySet()));
    return keys;
  }

  /** Tells whether the setting was said. */
  public boolean has(String key) {
    return find(key) != null;
  }

  /**
   * Returns where the setting was said, such as {@code /home/ann/yonder.toml line 7} or {@code the
   * system property yonder.cpus}.
   *
   * @throws IllegalArgumentException if it was not said
   */
  public String origin(String key) {
    Found found = find(key);
    if (found == null) {
      throw new IllegalArgumentException("nobody said " + prefix + key);
    }
    return found.layer.origin().of(List.of(key));
  }

  private @Nullable Found find(String key) {
    for (SettingsLayer layer : layers) {
      Object value = layer.values().get(key);
      if (value != null) {
        return new Found(value, layer);
      }
    }
    return null;
  }

  /** Returns a text, which may be empty. */
  public Optional<String> text(String key) {
    Found found = find(key);
    if (found != null && found.text() == null) {
      boolean fits = !(found.value instanceof Map || found.value instanceof List);
      throw wrong(
          key,
          "is a text, not %s%s".formatted(shown(found.value), fits ? "; put it in quotes" : ""));
    }
    return found == null ? Optional.empty() : Optional.ofNullable(found.text());
  }

  /** Returns texts, none if the setting was not said; one text with spaces counts as several. */
  public List<String> texts(String key) {
    Found found = find(key);
    if (found == null) {
      return List.of();
    }
    List<String> texts = found.texts();
    if (texts == null) {
      throw wrong(
          key,
          "is a list of texts, as in [\"one\", \"two\"], not %s".formatted(shown(found.value)));
    }
    return texts;
  }

  /** Returns a number between two that are allowed themselves. */
  public OptionalInt number(String key, int least, int most) {
    OptionalLong number = longNumber(key, least, most);
    return number.isPresent()
        ? OptionalInt.of(Math.toIntExact(number.getAsLong()))
        : OptionalInt.empty();
  }

  /** Returns a number between two that are allowed themselves. */
  public OptionalLong longNumber(String key, long least, long most) {
    Found found = find(key);
    if (found == null) {
      return OptionalLong.empty();
    }
    Long number = found.number();
    if (number == null || number < least || number > most) {
      boolean quoted = number == null && found.parsed() != null;
      throw wrong(
          key,
          "is %s, not %s%s"
              .formatted(
                  range(least, most), shown(found.value), quoted ? "; leave out the quotes" : ""));
    }
    return OptionalLong.of(number);
  }

  private static String range(long least, long most) {
    if (most != Integer.MAX_VALUE && most != Long.MAX_VALUE) {
      return "a number from %d to %d".formatted(least, most);
    }
    return least == Long.MIN_VALUE ? "a whole number" : "a number of at least " + least;
  }

  /** Returns a number of bytes, at least 1, of a text that {@link MemorySize} reads. */
  public OptionalLong size(String key) {
    Found found = find(key);
    if (found == null) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(MemorySize.parse(plain(found.value)));
    } catch (IllegalArgumentException e) {
      throw wrong(key, "cannot be used: " + e.getMessage(), e);
    }
  }

  /** Returns a time of more than zero, of a text that {@link Walltime} reads. */
  public Optional<Duration> duration(String key) {
    return duration(key, Duration.ofNanos(1));
  }

  /** Returns a time of at least another, of a text that {@link Walltime} reads, or {@code 0s}. */
  public Optional<Duration> duration(String key, Duration least) {
    Found found = find(key);
    if (found == null) {
      return Optional.empty();
    }
    Duration time = time(key, found.value);
    if (time.compareTo(least) < 0) {
      String bound =
          least.toMillis() == 0 ? "more than zero" : "at least \"" + Walltime.format(least) + "\"";
      throw wrong(key, "is a time of %s, not %s".formatted(bound, shown(found.value)));
    }
    return Optional.of(time);
  }

  private Duration time(String key, Object value) {
    if (value instanceof Duration time) {
      return time;
    }
    String text = plain(value);
    try {
      return text.strip().matches(ZERO) ? Duration.ZERO : Walltime.parse(text);
    } catch (IllegalArgumentException e) {
      throw wrong(key, "cannot be used: " + e.getMessage(), e);
    }
  }

  /** Returns a truth value. */
  public Optional<Boolean> flag(String key) {
    Found found = find(key);
    if (found == null) {
      return Optional.empty();
    }
    Boolean flag = found.flag();
    if (flag == null) {
      throw wrong(key, "is true or false, not %s".formatted(shown(found.value)));
    }
    return Optional.of(flag);
  }

  /** Returns a text that is one of those allowed. */
  public Optional<String> choice(String key, Collection<String> allowed) {
    Found found = find(key);
    if (found == null) {
      return Optional.empty();
    }
    String text = found.text();
    if (text == null || !allowed.contains(text)) {
      throw wrong(
          key,
          "is one of %s, not %s%s"
              .formatted(
                  String.join(", ", allowed),
                  shown(found.value),
                  text == null ? "" : Spelling.suggestion(text, allowed)));
    }
    return Optional.of(text);
  }

  /**
   * Returns an absolute path on this machine, which nothing may be at.
   *
   * <p>{@code ~} is the user's directory. A relative path in a file starts from the file's
   * directory, any other from the working directory.
   */
  public Optional<Path> path(String key) {
    Found found = find(key);
    Optional<String> text = text(key);
    if (found == null || text.isEmpty()) {
      return Optional.empty();
    }
    String given = text.get();
    String home = System.getProperty("user.home");
    String expanded =
        given.equals("~") || given.startsWith("~/") ? home + given.substring(1) : given;
    try {
      return Optional.of(found.layer.directory().resolve(expanded).toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      throw wrong(key, "is a path, not %s: %s".formatted(shown(given), e.getReason()), e);
    }
  }

  /** Returns the settings of a table; none if the setting was not said. */
  public ProfileSettings table(String key) {
    List<SettingsLayer> parts = new ArrayList<>();
    for (SettingsLayer layer : layers) {
      SettingsLayer part = layer.table(key);
      Object value = layer.values().get(key);
      if (part == null && value != null) {
        throw wrong(
            layer,
            key,
            "is a table, not %s; say what is in it, as in %s%s.NAME"
                .formatted(shown(value), prefix, key),
            null);
      }
      if (part != null) {
        parts.add(part);
      }
    }
    return new ProfileSettings(profile, backend, parts, Set.of(), prefix + key + ".");
  }

  /** Returns these settings, with more that whoever reads them does not know and others do. */
  public ProfileSettings alsoKnowing(Collection<String> keys) {
    Set<String> more = new TreeSet<>(common);
    more.addAll(keys);
    return new ProfileSettings(profile, backend, layers, more, prefix);
  }

  /**
   * Refuses settings that are neither among those known nor common to all backends.
   *
   * <p>A system property may be meant for another session, so one that is not known is left alone,
   * and logged where it is close to one that is.
   *
   * @throws IllegalArgumentException if there is one; with the name that was meant, if one is close
   */
  public void refuseUnknown(Collection<String> known) {
    Set<String> all = new TreeSet<>(known);
    all.addAll(common);
    for (SettingsLayer layer : layers) {
      for (String key : layer.values().keySet()) {
        if (!all.contains(key)) {
          unknown(layer, key, all);
        }
      }
    }
  }

  private void unknown(SettingsLayer layer, String key, Set<String> known) {
    String suggestion = Spelling.suggestion(key, known);
    String message =
        "%s: %s has no setting \"%s\"; it has %s%s"
            .formatted(
                layer.origin().of(List.of(key)),
                prefix.isEmpty() ? named() : "the table " + tableName() + " of " + named(),
                key,
                String.join(", ", known),
                suggestion);
    if (layer.form() != SettingsLayer.Form.TEXT_FOR_ALL) {
      throw new IllegalArgumentException(message);
    }
    if (!suggestion.isEmpty()) {
      LOG.log(System.Logger.Level.WARNING, message);
    }
  }

  private String tableName() {
    return prefix.substring(0, prefix.length() - 1);
  }

  private String named() {
    return profile.equals(backend)
        ? "the profile " + profile
        : "the profile %s (backend %s)".formatted(profile, backend);
  }

  /**
   * Returns an exception that says what is wrong with a setting that was said.
   *
   * @param problem what follows the setting's name, such as {@code is a host, not "a b"}
   */
  public IllegalArgumentException wrong(String key, String problem) {
    return wrong(key, problem, null);
  }

  private IllegalArgumentException wrong(String key, String problem, @Nullable Throwable cause) {
    Found found = Objects.requireNonNull(find(key), key);
    return wrong(found.layer, key, problem, cause);
  }

  private IllegalArgumentException wrong(
      SettingsLayer layer, String key, String problem, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "%s: the setting %s%s of the profile %s %s"
            .formatted(layer.origin().of(List.of(key)), prefix, key, profile, problem),
        cause);
  }

  /**
   * Returns an exception that says that a setting is needed.
   *
   * @param purpose what it is, such as {@code the hosts that workers run on}
   */
  public IllegalArgumentException missing(String key, String purpose) {
    String file = "";
    for (SettingsLayer layer : layers) {
      if (layer.form() == SettingsLayer.Form.TYPED) {
        file = layer.origin().of(List.of()) + ": ";
      }
    }
    return new IllegalArgumentException(
        "%s%s needs the setting %s%s, %s%s"
            .formatted(
                file,
                named(),
                prefix,
                key,
                purpose,
                file.isEmpty() ? "; no settings file has a profile " + profile : ""));
  }

  private static String plain(Object value) {
    return value instanceof String text ? text : shown(value);
  }

  private static String shown(Object value) {
    if (value instanceof String text) {
      return "\"" + text + "\"";
    }
    if (value instanceof List<?> list) {
      List<String> elements = new ArrayList<>();
      list.forEach(element -> elements.add(shown(element)));
      return "[" + String.join(", ", elements) + "]";
    }
    return value instanceof Map<?, ?> ? "a table" : String.valueOf(value);
  }
}
