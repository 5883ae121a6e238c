// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import dev.yonder.SessionBuilder;
import java.nio.file.Path;

/** Blocks in places, whose workers come by their streams, as those of hosts do. */
class PlacesBackendTest extends BackendContract {
  private static final Path FILE =
      SettingsFileOf.profile("places", "backend = \"local-blocks\"", "use = \"places\"", "max = 2");

  @Override
  protected String profile() {
    return "places";
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
