// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A connection of the system's ssh to a host, over which commands run at the other end. */
final class SshFloor implements AutoCloseable {
  private static final String HOST = "node1";

  /** The one that Yonder asks for, as what is compared is not ciphers. */
  private static final String CIPHER = "aes128-gcm@openssh.com";

  private static final int MOST_LOOKS = 100;

  private final Path config;
  private final Path socket;
  private final Process master;

  SshFloor(Lab lab) throws IOException {
    config = lab.file("ssh_config");
    socket = lab.file("floor");
    master = start(List.of("-M", "-N", "-c", CIPHER, HOST));
    try {
      for (int i = 0; !isUp(); i++) {
        if (i == MOST_LOOKS || !master.isAlive()) {
          throw new IOException("ssh does not reach " + HOST);
        }
        Thread.sleep(50);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private boolean isUp() throws IOException, InterruptedException {
    return start(List.of("-O", "check", HOST)).waitFor() == 0;
  }

  private Process start(List<String> words) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("ssh", "-F", config.toString(), "-S", socket.toString()));
    command.addAll(words);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** Starts a command at the other end, whose standard streams are the process's. */
  Process run(String command) throws IOException {
    return start(
        List.of("-T", "-o", "ControlMaster=no", "-o", "ProxyCommand=false", HOST, command));
  }

  @Override
  public void close() {
    master.destroy();
    try {
      master.waitFor(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
