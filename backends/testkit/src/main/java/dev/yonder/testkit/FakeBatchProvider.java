// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import dev.yonder.spi.Backend;
import dev.yonder.spi.BackendProvider;
import dev.yonder.spi.ProfileSettings;
import java.time.Duration;
import java.util.List;

/**
 * Makes {@link FakeBatch}es of the settings {@code directory}, {@code slots}, {@code max} and
 * {@code poll}.
 */
public final class FakeBatchProvider implements BackendProvider {
  /** What profiles call it. */
  public static final String NAME = "fake-batch";

  private static final int SLOTS = 3;
  private static final Duration POLL = Duration.ofMillis(200);

  /** Constructs the provider; called by {@link java.util.ServiceLoader}. */
  public FakeBatchProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Backend create(ProfileSettings settings) {
    settings.refuseUnknown(List.of("directory", "slots", "max", "poll"));
    return new FakeBatch(
        settings
            .path("directory")
            .orElseThrow(() -> settings.missing("directory", "where jobs and driver meet")),
        settings.number("slots", 1, 1_000).orElse(SLOTS),
        settings.number("max", 1, Integer.MAX_VALUE).orElse(Integer.MAX_VALUE),
        settings.duration("poll").orElse(POLL));
  }
}
