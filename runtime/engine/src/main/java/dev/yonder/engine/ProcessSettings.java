// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.spi.ProfileSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  private static final String DIRECTORY = "directory";
  private static final String WARM = "warm";
  private static final String LINK = "link";
  private static final List<String> KEYS = List.of(DIRECTORY, LINK, WARM);
  private static final int MOST_WARM = 1_000;

  /**
   * Returns the settings of a profile.
   *
   * @throws IllegalArgumentException if one is not known, or its value cannot be used
   */
  static ProcessSettings of(ProfileSettings settings) {
    settings.alsoKnowing(WorkerSettings.KEYS).refuseUnknown(KEYS);
    WorkerSettings workers = WorkerSettings.of(settings, System.getenv());
    return new ProcessSettings(
        workers.jvm(),
        workers.environment(),
        directory(settings),
        settings.choice(LINK, Entrance.NAMES).orElse(Entrance.NAMES.get(0)),
        settings.number(WARM, 0, MOST_WARM).orElse(0));
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
