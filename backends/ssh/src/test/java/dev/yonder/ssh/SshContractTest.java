// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import dev.yonder.SessionBuilder;
import dev.yonder.testkit.BackendContract;
import dev.yonder.testkit.Lab;

/** What every backend does, on hosts with a real sshd. */
class SshContractTest extends BackendContract {
  private final Lab lab = Lab.ssh();

  @Override
  protected String profile() {
    return lab.profile();
  }

  @Override
  protected SessionBuilder settings(SessionBuilder builder) {
    return builder.settingsFile(lab.settings());
  }
}
