// SPDX-License-Identifier: Apache-2.0
package dev.yonder.tools;

import dev.yonder.CallOptions;
import dev.yonder.engine.EngineSessionFactory;
import dev.yonder.engine.jobs.Runs;
import dev.yonder.spi.Backend;
import dev.yonder.spi.SessionSettings;
import dev.yonder.wire.RunFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description = "The settings file that has the profile.")
  private @Nullable Path file;

  /** Returns the backend of the profile, which the caller closes. */
  Backend backend() {
    Map<List<String>, Object> values = new LinkedHashMap<>();
    settings.forEach((key, value) -> values.put(List.of(key.split("\\.", -1)), value));
    return EngineSessionFactory.batchSystem(
        new SessionSettings(profile, file, values, CallOptions.none()));
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
