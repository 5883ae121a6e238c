// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import dev.yonder.SessionBuilder;
import java.nio.file.Path;

/** Blocks that come and go with the work, whose workers call home, as pilots do. */
class PilotsBackendTest extends BackendContract {
  private static final Path FILE =
      SettingsFileOf.profile(
          "pilots",
          "backend = \"local-blocks\"",
          "use = \"pilots\"",
          // Those of labs come and go beside this.
          "address = \"127.0.0.1\"",
          "init = 2",
          "max = 2",
          "walltime = \"10m\"");

  @Override
  protected String profile() {
    return "pilots";
  }

  @Override
  protected String longestWalltime() {
    return "9m";
  }

  @Override
  protected boolean sharesSession() {
    return true;
  }

  @Override
  protected SessionBuilder settings(SessionBuilder builder) {
    return builder.settingsFile(FILE);
  }
}
