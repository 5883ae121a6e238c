// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.spi.Spelling;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
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
  private static final String ENVIRONMENT = "env.";
  private static final List<String> NAMES =
      List.of(JVM, DIRECTORY, LIBRARY_PATH, LINK, LOCALE, WARM, ENVIRONMENT + "NAME");

  /** Options that say what Yonder itself must. */
  private static final List<String> NOT_JVM =
      List.of("-cp", "-classpath", "--class-path", "-jar", "-m", "--module");

  private static final String PROPERTY = "yonder.";
  private static final String NATIVE_SEARCH_PATH = "LD_LIBRARY_PATH";
  private static final int MOST_WARM = 1_000;

  /**
   * Returns the settings that were given, and for others those of the system properties.
   *
   * @throws IllegalArgumentException if one is not known, or its value cannot be used
   */
  static ProcessSettings of(Map<String, String> given, Properties properties) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String property : properties.stringPropertyNames()) {
      String name = property.startsWith(PROPERTY) ? property.substring(PROPERTY.length()) : "";
      if (isKnown(name)) {
        values.put(name, properties.getProperty(property));
      }
    }
    given.forEach(
        (name, value) -> {
          if (!isKnown(name)) {
            throw unknown(name);
          }
          values.put(name, value);
        });
    return parse(values);
  }

  private static boolean isKnown(String name) {
    return (NAMES.contains(name) && !name.startsWith(ENVIRONMENT))
        || (name.startsWith(ENVIRONMENT) && name.length() > ENVIRONMENT.length());
  }

  private static IllegalArgumentException unknown(String name) {
    String closest = Spelling.closest(name, NAMES);
    return new IllegalArgumentException(
        "the profile processes has no setting \"%s\"; it has %s%s"
            .formatted(
                name,
                String.join(", ", NAMES),
                closest == null ? "" : "; did you mean \"" + closest + "\"?"));
  }

  private static ProcessSettings parse(Map<String, String> values) {
    List<String> jvm = new ArrayList<>();
    Map<String, String> environment = new LinkedHashMap<>();
    if (values.containsKey(LOCALE)) {
      Locale locale = locale(values.get(LOCALE));
      jvm.add("-Duser.language=" + locale.getLanguage());
      jvm.add("-Duser.country=" + locale.getCountry());
      jvm.add("-Duser.script=" + locale.getScript());
      jvm.add("-Duser.variant=" + locale.getVariant());
    }
    if (values.containsKey(LIBRARY_PATH)) {
      String path = values.get(LIBRARY_PATH);
      jvm.add("-Djava.library.path=" + path);
      String inherited = System.getenv(NATIVE_SEARCH_PATH);
      environment.put(
          NATIVE_SEARCH_PATH,
          inherited == null || inherited.isEmpty() ? path : path + File.pathSeparator + inherited);
    }
    jvm.addAll(jvmOptions(values.getOrDefault(JVM, "")));
    values.forEach(
        (name, value) -> {
          if (name.startsWith(ENVIRONMENT)) {
            environment.put(name.substring(ENVIRONMENT.length()), value);
          }
        });
    return new ProcessSettings(
        List.copyOf(jvm),
        environment,
        directory(values.get(DIRECTORY)),
        link(values.getOrDefault(LINK, Entrance.NAMES.get(0))),
        warm(values.get(WARM)));
  }

  private static Locale locale(String value) {
    try {
      return new Locale.Builder().setLanguageTag(value).build();
    } catch (IllformedLocaleException e) {
      throw new IllegalArgumentException(
          "the setting locale is a language tag such as de-CH or en-US, not \"%s\": %s"
              .formatted(value, e.getMessage()),
          e);
    }
  }

  private static List<String> jvmOptions(String value) {
    List<String> options = value.isBlank() ? List.of() : List.of(value.strip().split("\\s+"));
    for (String option : options) {
      if (!option.startsWith("-") || NOT_JVM.contains(option)) {
        throw new IllegalArgumentException(
            ("the setting jvm has options of the Java machine with spaces between them, such as"
                    + " \"-Xss4m -XX:+UseParallelGC\"; \"%s\" in it is %s")
                .formatted(
                    option,
                    NOT_JVM.contains(option)
                        ? "not for you to set: workers have the program's class path"
                        : "no option"));
      }
    }
    return options;
  }

  private static @Nullable Path directory(@Nullable String value) {
    if (value == null) {
      return null;
    }
    Path directory = Path.of(value).toAbsolutePath().normalize();
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          "the setting directory is where workers run, but %s is no directory"
              .formatted(directory));
    }
    return directory;
  }

  private static String link(String value) {
    if (!Entrance.NAMES.contains(value)) {
      throw new IllegalArgumentException(
          "the setting link is one of %s, not \"%s\""
              .formatted(String.join(", ", Entrance.NAMES), value));
    }
    return value;
  }

  private static int warm(@Nullable String value) {
    try {
      int warm = value == null ? 0 : Integer.parseInt(value.strip());
      if (warm >= 0 && warm <= MOST_WARM) {
        return warm;
      }
    } catch (NumberFormatException e) {
      // It is said below what it must be.
    }
    throw new IllegalArgumentException(
        "the setting warm is a number of spare workers from 0 to %d, not \"%s\""
            .formatted(MOST_WARM, value));
  }
}
