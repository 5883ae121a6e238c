// SPDX-License-Identifier: Apache-2.0
package dev.yonder.tools;

import dev.yonder.engine.jobs.Runs;
import dev.yonder.spi.Backend;
import dev.yonder.spi.BackendProvider;
import dev.yonder.spi.BlockPolicy;
import dev.yonder.spi.ProfileSettings;
import dev.yonder.spi.SettingsLayer;
import dev.yonder.wire.RunFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the runs are that a command is about. */
final class ProfileOption {

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "The profile whose runs are meant, one with mode = \"jobs\".")
  private @Nullable String profile;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting of the profile, such as directory=/scratch/me.")
  private Map<String, String> settings = new LinkedHashMap<>();

  /** Returns the backend of the profile, which the caller closes. */
  Backend backend() {
    if (profile == null) {
      throw new IllegalArgumentException("say which profile's runs are meant: --profile NAME");
    }
    ProfileSettings said =
        new ProfileSettings(
            profile,
            profile,
            List.of(
                new SettingsLayer(
                    new LinkedHashMap<>(settings),
                    SettingsLayer.Form.TEXT,
                    path -> "--set",
                    Path.of("").toAbsolutePath())),
            Set.of());
    for (BackendProvider provider : ServiceLoader.load(BackendProvider.class)) {
      if (provider.name().equals(said.backend())) {
        return checked(provider.create(said));
      }
    }
    throw new IllegalArgumentException("there is no backend of the name " + profile);
  }

  private Backend checked(Backend backend) {
    if (backend.policy().use() != BlockPolicy.Use.CALLS) {
      throw new IllegalArgumentException(
          "the profile %s has no runs, as its calls end with the program; name one with mode = \"jobs\""
              .formatted(profile));
    }
    return backend;
  }

  /** Returns the runs of the profile. */
  Runs runs() {
    try (Backend backend = backend()) {
      return new Runs(backend.directory());
    }
  }

  /** Opens a run by its name, or by the path of its directory, for which no profile is needed. */
  RunFiles open(String run) throws IOException {
    return Runs.isPath(run) ? new Runs(Path.of("")).open(run) : runs().open(run);
  }
}
