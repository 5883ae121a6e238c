// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import dev.yonder.SessionBuilder;
import dev.yonder.testkit.BackendContract;
import dev.yonder.testkit.Lab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * What every backend does, on a host with a real sshd; on the loopback address, as tasks of the
 * contract meet the test at sockets of this machine.
 */
class SshContractTest extends BackendContract {
  private static Lab lab;

  @BeforeAll
  static void up() {
    lab = Lab.own("ssh", "--loopback");
  }

  @AfterAll
  static void down() {
    closeShared();
    lab.close();
  }

  @Override
  protected String profile() {
    return lab.profile();
  }

  @Override
  protected boolean sharesSession() {
    return true;
  }

  @Override
  protected SessionBuilder settings(SessionBuilder builder) {
    // Of one host, as each test logs in to all of them.
    return builder.settingsFile(lab.settings()).set("hosts", "node1");
  }
}
