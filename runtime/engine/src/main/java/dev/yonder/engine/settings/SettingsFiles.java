// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings files of a session, in the order in which they decide.
 *
 * @param places where they were looked for
 * @param files those that are there
 */
record SettingsFiles(List<Path> places, List<SettingsFile> files) {
  private static final String NAME = "yonder.toml";

  /**
   * Reads the file that was named, else those in the working directory and in that of the user.
   *
   * @param given the file that the program names, null if it names none
   * @throws IllegalArgumentException if a named file is not there, or one cannot be used
   */
  static SettingsFiles read(@Nullable Path given, Environment environment) {
    if (given != null) {
      return named(given, "which the program names");
    }
    String property = environment.property("yonder.settings");
    if (property != null) {
      return named(Path.of(property), "which the system property yonder.settings names");
    }
    String variable = environment.variable("YONDER_SETTINGS");
    if (variable != null) {
      return named(Path.of(variable), "which the environment variable YONDER_SETTINGS names");
    }
    return found(environment);
  }

  private static SettingsFiles named(Path file, String origin) {
    Path path = file.toAbsolutePath().normalize();
    if (!Files.exists(path) || Files.isDirectory(path)) {
      throw new IllegalArgumentException(
          "%s, %s, is %s; correct the name, or write the file"
              .formatted(path, origin, Files.exists(path) ? "a directory" : "not there"));
    }
    FileSafety.check(path, /* isNamed= */ true);
    return new SettingsFiles(List.of(path), List.of(SettingsFile.read(path)));
  }

  private static SettingsFiles found(Environment environment) {
    Set<Path> places = new LinkedHashSet<>();
    places.add(environment.workingDirectory().resolve(NAME).normalize());
    places.add(environment.configuration().resolve("yonder").resolve(NAME).normalize());
    List<SettingsFile> files = new ArrayList<>();
    for (Path place : places) {
      if (Files.isRegularFile(place)) {
        FileSafety.check(place, /* isNamed= */ false);
        files.add(SettingsFile.read(place));
      }
    }
    return new SettingsFiles(List.copyOf(places), List.copyOf(files));
  }

  /** Returns the first file that says which profile is used, null if none does. */
  @Nullable SettingsFile withDefault() {
    for (SettingsFile file : files) {
      if (file.defaultProfile() != null) {
        return file;
      }
    }
    return null;
  }

  /** Returns the first file that has the profile, null if none has. */
  @Nullable SettingsFile having(String profile) {
    for (SettingsFile file : files) {
      if (file.profiles().contains(profile)) {
        return file;
      }
    }
    return null;
  }
}
