// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import dev.yonder.spi.ProfileSettings;
import dev.yonder.spi.SettingsLayer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Settings as a file has them. */
final class Settings {

  private Settings() {}

  static GridSettings of(Map<String, Object> values) {
    return GridSettings.of(
        new ProfileSettings(
            "cluster",
            "slurm",
            List.of(
                new SettingsLayer(
                    values,
                    SettingsLayer.Form.TYPED,
                    path -> "yonder.toml line 7",
                    Path.of("/the/project"))),
            Set.of("backend")));
  }

  /** Returns settings of pilots in the directory. */
  static GridSettings in(Path directory) {
    return of(Map.of("directory", directory.toString()));
  }
}
