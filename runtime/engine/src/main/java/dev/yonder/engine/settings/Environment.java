// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a program, as far as it decides settings.
 *
 * @param properties the system properties
 * @param variables the environment variables
 */
public record Environment(Properties properties, Map<String, String> variables) {

  /** Returns the environment of this Java process. */
  public static Environment ofThisProcess() {
    return new Environment(System.getProperties(), System.getenv());
  }

  /** Returns the system property, null if it is unset or blank. */
  @Nullable String property(String name) {
    return unlessBlank(properties.getProperty(name));
  }

  /** Returns the environment variable, null if it is unset or blank. */
  @Nullable String variable(String name) {
    return unlessBlank(variables.get(name));
  }

  private static @Nullable String unlessBlank(@Nullable String value) {
    return value == null || value.isBlank() ? null : value;
  }

  /** Returns the working directory. */
  Path workingDirectory() {
    return Path.of(properties.getProperty("user.dir"));
  }

  /** Returns the directory for what a user says of programs, which may not be there. */
  Path configuration() {
    String chosen = variable("XDG_CONFIG_HOME");
    return chosen == null || !Path.of(chosen).isAbsolute()
        ? Path.of(properties.getProperty("user.home"), ".config")
        : Path.of(chosen);
  }
}
