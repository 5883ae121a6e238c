// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Sends signals to processes that the tests have started. */
final class Signals {

  private Signals() {}

  /** Does to a process below this one what the command {@code kill} does. */
  static void send(String signal, long process) throws IOException, InterruptedException {
    assertThat(ProcessHandle.current().descendants().map(ProcessHandle::pid)).contains(process);
    Process kill = new ProcessBuilder("kill", signal, Long.toString(process)).start();
    assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(kill.exitValue()).isZero();
  }
}
