// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.spi.ProfileSettings;
import dev.yonder.spi.SettingsLayer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is said of profiles in tests. */
final class Said {
  private static final Path DIRECTORY = Path.of("").toAbsolutePath();

  private Said() {}

  /** Returns a profile of a backend's name of which nothing is said. */
  static ProfileSettings nothing(String backend) {
    return new ProfileSettings(backend, backend, List.of(), CommonSettings.KEYS);
  }

  /** Returns a profile of a backend's name of which a file says something. */
  static ProfileSettings inFile(String backend, Map<String, Object> values) {
    SettingsLayer file =
        new SettingsLayer(values, SettingsLayer.Form.TYPED, path -> "file", DIRECTORY);
    return new ProfileSettings(backend, backend, List.of(file), CommonSettings.KEYS);
  }

  /** Returns a profile of a backend's name of which a program says something. */
  static ProfileSettings byProgram(String backend, Map<String, String> texts) {
    Map<List<String>, String> values = new LinkedHashMap<>();
    texts.forEach((name, value) -> values.put(List.of(name.split("\\.", -1)), value));
    SettingsLayer program =
        SettingsLayer.of(values, SettingsLayer.Form.TEXT, path -> "program", DIRECTORY);
    return new ProfileSettings(backend, backend, List.of(program), CommonSettings.KEYS);
  }
}
