// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import dev.yonder.Resources;
import dev.yonder.spi.Backend;
import dev.yonder.spi.BackendProvider;
import dev.yonder.spi.BlockPolicy;
import dev.yonder.spi.ProfileSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Provides {@link LocalBlocks} as the backend {@code local-blocks}. */
public final class LocalBlocksProvider implements BackendProvider {
  private static final String USE = "use";

  /** Constructs the provider; called by {@link java.util.ServiceLoader}. */
  public LocalBlocksProvider() {}

  @Override
  public String name() {
    return "local-blocks";
  }

  @Override
  public Backend create(ProfileSettings settings) {
    settings.refuseUnknown(
        List.of(USE, "init", "min", "max", "walltime", "idle", "poll", "submit-gate", "poll-gate"));
    boolean places =
        settings.choice(USE, List.of("places", "pilots")).orElse("places").equals("places");
    int max = settings.number("max", 1, 1_000).orElse(2);
    Resources each = new Resources(settings.number("cpus", 1, 1_000).orElse(1), 0, 0, Map.of());
    BlockPolicy policy =
        new BlockPolicy(
            places ? BlockPolicy.Use.PLACES : BlockPolicy.Use.PILOTS,
            places ? BlockPolicy.Reach.STREAMS : BlockPolicy.Reach.HOME,
            places ? max : settings.number("init", 0, max).orElse(0),
            places ? max : settings.number("min", 0, max).orElse(0),
            max,
            each,
            settings.duration("walltime").orElse(null),
            settings.duration("idle").orElse(Duration.ofMinutes(1)),
            settings.duration("poll").orElse(Duration.ofMillis(50)));
    try {
      return new LocalBlocks(
          policy,
          Files.createTempDirectory("local-blocks-"),
          settings.text("submit-gate").orElse(""),
          settings.text("poll-gate").orElse(""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
