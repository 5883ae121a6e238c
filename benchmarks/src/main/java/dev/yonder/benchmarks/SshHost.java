// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import dev.yonder.Session;
import dev.yonder.Yonder;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A session with one worker on a host of the lab, and the floor's connection to the same host. */
final class SshHost implements AutoCloseable {
  private final Lab lab = Lab.up("ssh");
  private final SshFloor floor;
  private final Session session;

  SshHost() {
    try {
      floor = new SshFloor(lab);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    session =
        Yonder.builder()
            .settingsFile(lab.settings())
            .profile("lab-ssh")
            .set("hosts", "node1")
            .progress(false)
            .open();
    Sums.check(CallsRemote.on(session).increment(1).join(), 2);
  }

  Session session() {
    return session;
  }

  /** Starts a command on the host, over the floor's connection. */
  Process run(String command) {
    try {
      return floor.run(command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    session.close();
    floor.close();
    lab.close();
  }
}
