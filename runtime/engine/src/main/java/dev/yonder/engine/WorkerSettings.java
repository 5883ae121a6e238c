// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.spi.ProfileSettings;
import java.io.File;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the Java machines of workers are started, wherever that is, as far as a user may say.
 *
 * @param jvm options of the Java machines
 * @param environment what is set in their environment
 */
record WorkerSettings(List<String> jvm, Map<String, String> environment) {
  private static final String JVM = "jvm";
  private static final String ENVIRONMENT = "env";
  private static final String LIBRARY_PATH = "library-path";
  private static final String LOCALE = "locale";
  static final Set<String> KEYS = Set.of(JVM, ENVIRONMENT, LIBRARY_PATH, LOCALE);

  /** Options that say what Yonder itself must. */
  private static final List<String> NOT_JVM =
      List.of("-cp", "-classpath", "--class-path", "-jar", "-m", "--module");

  private static final String NATIVE_SEARCH_PATH = "LD_LIBRARY_PATH";

  /**
   * Returns the settings of a profile.
   *
   * @param inherited the environment that workers have besides
   * @throws IllegalArgumentException if a value cannot be used
   */
  static WorkerSettings of(ProfileSettings settings, Map<String, String> inherited) {
    List<String> jvm = new ArrayList<>(locale(settings));
    Map<String, String> environment = new LinkedHashMap<>();
    settings
        .text(LIBRARY_PATH)
        .ifPresent(
            path -> {
              jvm.add("-Djava.library.path=" + path);
              environment.put(
                  NATIVE_SEARCH_PATH, beforeInherited(path, inherited.get(NATIVE_SEARCH_PATH)));
            });
    jvm.addAll(jvmOptions(settings));
    ProfileSettings variables = settings.table(ENVIRONMENT);
    for (String name : variables.keys()) {
      environment.put(variable(variables, name), variables.text(name).orElseThrow());
    }
    return new WorkerSettings(List.copyOf(jvm), environment);
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
          "is a language tag such as de-CH or en-US, not \"%s\": %s"
              .formatted(tag, e.getMessage()));
    }
  }

  private static String beforeInherited(String path, @Nullable String inherited) {
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
}
