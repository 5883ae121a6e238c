// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import dev.yonder.spi.Backend;
import dev.yonder.spi.BackendProvider;
import dev.yonder.spi.LocalCommands;
import dev.yonder.spi.ProfileSettings;

/** Makes the backend of profiles that say {@code backend = "slurm"}. */
public final class SlurmProvider implements BackendProvider {

  /** Constructs a provider, which holds nothing. */
  public SlurmProvider() {}

  @Override
  public String name() {
    return "slurm";
  }

  @Override
  public Backend create(ProfileSettings settings) {
    SlurmDialect dialect = new SlurmDialect();
    return new GridBackend(
        dialect,
        GridSettings.of(settings),
        LocalCommands.knowing(name -> UserVariables.has(name) || dialect.needs(name)),
        RunName.next());
  }
}
