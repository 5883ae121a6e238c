// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.settings;

import dev.yonder.spi.SettingsLayer;
import dev.yonder.spi.Spelling;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A file with profiles, of which one may be the default. */
final class SettingsFile {
  private static final String DEFAULT = "profile";
  private static final String PROFILES = "profiles";
  private static final List<String> KEYS = List.of(DEFAULT, PROFILES);

  private final Path path;
  private final String content;
  private final @Nullable String defaultProfile;
  private final Map<String, Map<String, Object>> profiles = new LinkedHashMap<>();

  private SettingsFile(Path path, String content, Map<String, Object> values) {
    this.path = path;
    this.content = content;
    for (String key : values.keySet()) {
      if (!KEYS.contains(key)) {
        throw unknown(key, values.get(key));
      }
    }
    this.defaultProfile = defaultProfile(values.get(DEFAULT));
    table(List.of(PROFILES), values.getOrDefault(PROFILES, Map.of()))
        .forEach((name, profile) -> add(name, table(List.of(PROFILES, name), profile)));
  }

  private void add(String name, Map<String, Object> profile) {
    if (name.isBlank() || name.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "%s: a profile cannot be called \"%s\", as files are named after it; choose a name without /"
              .formatted(at(List.of(PROFILES, name)), name));
    }
    profiles.put(name, profile);
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it cannot be read, or says what no settings file may say
   */
  static SettingsFile read(Path path) {
    try {
      return parse(path, Files.readString(path));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "the settings file %s is not text in UTF-8; save it as that".formatted(path), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the settings file %s cannot be read: %s".formatted(path, e), e);
    }
  }

  /** Reads what a file has. */
  static SettingsFile parse(Path path, String content) {
    try {
      return new SettingsFile(path, content, Toml.parse(content));
    } catch (Toml.SyntaxException e) {
      throw new IllegalArgumentException("%s is not TOML: %s".formatted(path, e.getMessage()), e);
    }
  }

  private IllegalArgumentException unknown(String key, @Nullable Object value) {
    return new IllegalArgumentException(
        "%s: a settings file has %s and %s, but not \"%s\"%s"
            .formatted(
                at(List.of(key)),
                DEFAULT,
                PROFILES,
                key,
                value instanceof Map
                    ? "; a profile is a table [%s.%s]".formatted(PROFILES, key)
                    : Spelling.suggestion(key, KEYS)));
  }

  private @Nullable String defaultProfile(@Nullable Object value) {
    if (value == null || (value instanceof String text && !text.isBlank())) {
      return (String) value;
    }
    throw new IllegalArgumentException(
        "%s: %s is the name of the profile to use, in quotes%s"
            .formatted(
                at(List.of(DEFAULT)),
                DEFAULT,
                value instanceof Map
                    ? "; the profiles themselves are tables [%s.NAME]".formatted(PROFILES)
                    : ", and not " + (value instanceof String ? "blank" : value)));
  }

  private Map<String, Object> table(List<String> name, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(
          "%s: %s is a table, and not %s; write [%s]"
              .formatted(
                  at(name),
                  String.join(".", name),
                  value,
                  name.size() == 1 ? PROFILES + ".NAME" : String.join(".", name)));
    }
    Map<String, Object> table = new LinkedHashMap<>();
    map.forEach((key, part) -> table.put((String) key, part));
    return table;
  }

  /** Returns the file's path. */
  Path path() {
    return path;
  }

  /** Returns the name of the profile that is used where nobody chooses one, null if unsaid. */
  @Nullable String defaultProfile() {
    return defaultProfile;
  }

  /** Returns where it says which profile is used. */
  String defaultOrigin() {
    return at(List.of(DEFAULT));
  }

  /** Returns the names of its profiles, in the order of the alphabet. */
  Set<String> profiles() {
    return new TreeSet<>(profiles.keySet());
  }

  /** Returns what it says of a profile, null if it has none of the name. */
  @Nullable SettingsLayer profile(String name) {
    Map<String, Object> values = profiles.get(name);
    Path directory = path.toAbsolutePath().getParent();
    return values == null || directory == null
        ? null
        : new SettingsLayer(
            values, SettingsLayer.Form.TYPED, key -> at(inProfile(name, key)), directory);
  }

  private static List<String> inProfile(String name, List<String> key) {
    List<String> whole = new ArrayList<>(List.of(PROFILES, name));
    whole.addAll(key);
    return whole;
  }

  private String at(List<String> key) {
    return "%s line %d".formatted(path, StatementSearch.line(content, key));
  }
}
