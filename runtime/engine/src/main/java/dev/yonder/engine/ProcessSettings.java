// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.spi.ProfileSettings;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How worker processes are started, as far as a user may say.
 *
 * @param jvm options of their Java machines
 * @param environment what is set beside the environment of this process
 * @param directory their working directory, null for that of this process
 * @param link how they come to this process, one of {@link Entrance#NAMES}
 * @param warm how many are started beside those that work, to take the place of one that is lost
 */
record ProcessSettings(
    List<String> jvm,
    Map<String, String> environment,
    @Nullable Path directory,
    String link,
    int warm) {
  private static final String JVM = "jvm";
  private static final String DIRECTORY = "directory";
  private static final String LIBRARY_PATH = "library-path";
  private static final String LOCALE = "locale";
  private static final String WARM = "warm";
  private static final String LINK = "link";
  private static final String ENVIRONMENT = "env";
  private static final List<String> KEYS =
      List.of(JVM, DIRECTORY, ENVIRONMENT, LIBRARY_PATH, LINK, LOCALE, WARM);

  /** Options that say what Yonder itself must. */
  private static final List<String> NOT_JVM =
      List.of("-cp", "-classpath", "--class-path", "-jar", "-m", "--module");

  private static final String NATIVE_SEARCH_PATH = "LD_LIBRARY_PATH";
  private static final int MOST_WARM = 1_000;

  /**
   * Returns the settings of a profile.
   *
   * @throws IllegalArgumentException if one is not known, or its value cannot be used
   */
  static ProcessSettings of(ProfileSettings settings) {
    settings.refuseUnknown(KEYS);
    List<String> jvm = new ArrayList<>(locale(settings));
    Map<String, String> environment = new LinkedHashMap<>();
    settings
        .text(LIBRARY_PATH)
        .ifPresent(
            path -> {
              jvm.add("-Djava.library.path=" + path);
              environment.put(NATIVE_SEARCH_PATH, beforeInherited(path));
            });
    jvm.addAll(jvmOptions(settings));
    ProfileSettings variables = settings.table(ENVIRONMENT);
    for (String name : variables.keys()) {
      environment.put(variable(variables, name), variables.text(name).orElseThrow());
    }
    return new ProcessSettings(
        List.copyOf(jvm),
        environment,
        directory(settings),
        settings.choice(LINK, Entrance.NAMES).orElse(Entrance.NAMES.get(0)),
        settings.number(WARM, 0, MOST_WARM).orElse(0));
  }

  private static List<String> locale(ProfileSettings settings) {
    String tag = settings.text(LOCALE).orElse(null);
    if (tag == null) {
      return List.of();
    }
    try {
      Locale locale = new Locale.Builder().setLanguageTag(tag).build();
      return List.of(
          "-Duser.language=" + locale.getLanguage(),
          "-Duser.country=" + locale.getCountry(),
          "-Duser.script=" + locale.getScript(),
          "-Duser.variant=" + locale.getVariant());
    } catch (IllformedLocaleException e) {
      throw settings.wrong(
          LOCALE,
          "is a language tag such as de-CH or en-US, not \"%s\": %s".formatted(tag, e.getMessage()));
    }
  }

  private static String beforeInherited(String path) {
    String inherited = System.getenv(NATIVE_SEARCH_PATH);
    return inherited == null || inherited.isEmpty() ? path : path + File.pathSeparator + inherited;
  }

  private static List<String> jvmOptions(ProfileSettings settings) {
    List<String> options = settings.texts(JVM);
    for (String option : options) {
      if (!option.startsWith("-") || NOT_JVM.contains(option)) {
        throw settings.wrong(
            JVM,
            "has options of the Java machine, such as \"-Xss4m -XX:+UseParallelGC\"; \"%s\" in it is %s"
                .formatted(
                    option,
                    NOT_JVM.contains(option)
                        ? "not for you to set: workers have the program's class path"
                        : "no option"));
      }
    }
    return options;
  }

  private static String variable(ProfileSettings variables, String name) {
    if (name.isBlank() || name.contains("=")) {
      throw variables.wrong(name, "is no environment variable: it has no name, or an = in it");
    }
    return name;
  }

  private static @Nullable Path directory(ProfileSettings settings) {
    Path directory = settings.path(DIRECTORY).orElse(null);
    if (directory != null && !Files.isDirectory(directory)) {
      throw settings.wrong(
          DIRECTORY, "is where workers run, but %s is no directory".formatted(directory));
    }
    return directory;
  }
}
