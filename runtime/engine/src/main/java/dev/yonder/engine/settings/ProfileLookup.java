// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.settings;

import dev.yonder.spi.ProfileSettings;
import dev.yonder.spi.SessionSettings;
import dev.yonder.spi.SettingsLayer;
import dev.yonder.spi.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the profile of a session, and what was said of it.
 *
 * @param environment what surrounds the program
 * @param backends the names of all backends, each of which is a profile by itself
 * @param common the names of the settings that all profiles have
 */
public record ProfileLookup(Environment environment, Set<String> backends, Set<String> common) {
  private static final String BACKEND = "backend";
  private static final String DEFAULT = "threads";
  private static final String PROPERTY = "yonder.";
  private static final Set<String> NO_SETTINGS = Set.of("yonder.profile", "yonder.settings");

  /** A profile, and who chose it. */
  private record Choice(String profile, String origin) {}

  /**
   * Returns what was said of the profile that is used: by the program, else by system properties,
   * else by the first settings file that has the profile.
   *
   * @throws IllegalArgumentException if there is no such profile, or a settings file is wrong
   */
  public ProfileSettings find(SessionSettings asked) {
    SettingsFiles files = SettingsFiles.read(asked.file(), environment);
    Choice choice = choose(asked.profile(), files);
    SettingsFile file = files.having(choice.profile);
    if (file == null && !backends.contains(choice.profile)) {
      throw unknown(choice, files);
    }
    SettingsLayer ofFile = file == null ? null : file.profile(choice.profile);
    List<SettingsLayer> layers = new ArrayList<>(List.of(ofProgram(asked), ofProperties()));
    layers.forEach(ProfileLookup::refuseBackend);
    if (ofFile != null) {
      layers.add(ofFile);
    }
    return new ProfileSettings(choice.profile, backend(choice.profile, ofFile), layers, common);
  }

  private Choice choose(@Nullable String given, SettingsFiles files) {
    String property = environment.property("yonder.profile");
    String variable = environment.variable("YONDER_PROFILE");
    SettingsFile file = files.withDefault();
    if (given != null) {
      return new Choice(given, "given to the session");
    }
    if (property != null) {
      return new Choice(property, "of the system property yonder.profile");
    }
    if (variable != null) {
      return new Choice(variable, "of the environment variable YONDER_PROFILE");
    }
    if (file != null && file.defaultProfile() != null) {
      return new Choice(file.defaultProfile(), "of " + file.defaultOrigin());
    }
    return new Choice(DEFAULT, "the default");
  }

  private IllegalArgumentException unknown(Choice choice, SettingsFiles files) {
    Set<String> names = new TreeSet<>(backends);
    files.files().forEach(file -> names.addAll(file.profiles()));
    StringBuilder known = new StringBuilder(String.join(", ", new TreeSet<>(backends)));
    for (SettingsFile file : files.files()) {
      known
          .append(", and in ")
          .append(file.path())
          .append(file.profiles().isEmpty() ? " none" : " " + String.join(", ", file.profiles()));
    }
    if (files.files().isEmpty()) {
      known.append("; there is no settings file ");
      known.append(
          files.places().stream().map(Object::toString).collect(Collectors.joining(" or ")));
    }
    return new IllegalArgumentException(
        "there is no profile \"%s\" (%s); the profiles are %s%s"
            .formatted(
                choice.profile, choice.origin, known, Spelling.suggestion(choice.profile, names)));
  }

  private SettingsLayer ofProgram(SessionSettings asked) {
    return SettingsLayer.of(
        asked.values(),
        SettingsLayer.Form.TEXT,
        key -> "Yonder.builder()",
        environment.workingDirectory());
  }

  private SettingsLayer ofProperties() {
    Map<List<String>, String> values = new LinkedHashMap<>();
    for (String property : new TreeSet<>(environment.properties().stringPropertyNames())) {
      if (property.startsWith(PROPERTY) && !NO_SETTINGS.contains(property)) {
        String name = property.substring(PROPERTY.length());
        values.put(
            List.of(name.split("\\.", -1)), environment.properties().getProperty(property, ""));
      }
    }
    return SettingsLayer.of(
        values,
        SettingsLayer.Form.TEXT_FOR_ALL,
        key -> "the system property " + PROPERTY + String.join(".", key),
        environment.workingDirectory());
  }

  private static void refuseBackend(SettingsLayer layer) {
    if (layer.values().containsKey(BACKEND)) {
      throw new IllegalArgumentException(
          "%s: the backend belongs to the profile, and is said in the settings file only; choose"
                  .formatted(layer.origin().of(List.of(BACKEND)))
              + " another profile instead");
    }
  }

  private String backend(String profile, @Nullable SettingsLayer ofFile) {
    List<SettingsLayer> layers = ofFile == null ? List.of() : List.of(ofFile);
    ProfileSettings said = new ProfileSettings(profile, profile, layers, common);
    Set<String> names = new TreeSet<>(backends);
    String backend = said.choice(BACKEND, names).orElse(profile);
    if (!backends.contains(backend)) {
      throw said.missing(BACKEND, "what its calls run on: one of " + String.join(", ", names));
    }
    return backend;
  }
}
