// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import dev.yonder.spi.Backend;
import dev.yonder.spi.BackendProvider;
import dev.yonder.spi.LocalCommands;
import dev.yonder.spi.ProfileSettings;

/** Makes backends whose workers run on hosts that the system's ssh can log in to. */
public final class SshBackendProvider implements BackendProvider {

  /** Constructs the provider. */
  public SshBackendProvider() {}

  @Override
  public String name() {
    return "ssh";
  }

  @Override
  public Backend create(ProfileSettings settings) {
    return new SshBackend(
        SshSettings.of(settings), new LocalCommands(), Processes.LOCAL, Terminal::isThere);
  }
}
