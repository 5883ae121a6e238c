// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import dev.yonder.SessionBuilder;

/** Worker processes over their standard streams, as workers over ssh are. */
class ProcessesOverStdioTest extends BackendContract {
  @Override
  protected String profile() {
    return "processes";
  }

  @Override
  protected boolean sharesSession() {
    return true;
  }

  @Override
  protected SessionBuilder settings(SessionBuilder builder) {
    return builder.set("link", "stdio");
  }
}
