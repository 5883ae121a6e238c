// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Sends signals to processes that the tests have started. */
final class Signals {

  private Signals() {}

  /**
   * Does to processes below this one what the command {@code kill} does, to one right after the
   * other.
   */
  static void send(String signal, Long... processes) throws IOException, InterruptedException {
    assertThat(ProcessHandle.current().descendants().map(ProcessHandle::pid)).contains(processes);
    List<String> command = new ArrayList<>(List.of("kill", signal));
    Stream.of(processes).map(pid -> Long.toString(pid)).forEach(command::add);
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    if (signal.equals("-STOP")) {
      for (long process : processes) {
        awaitStandstill(process);
      }
    }
  }

  /** The signal has been sent when the command ends, and each thread stops when it sees it. */
  private static void awaitStandstill(long process) throws IOException {
    Path threads = Path.of("/proc", Long.toString(process), "task");
    boolean stands = false;
    while (!stands && Files.isDirectory(threads)) {
      try (Stream<Path> all = Files.list(threads)) {
        stands = all.allMatch(Signals::stands);
      }
    }
  }

  private static boolean stands(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      // The state comes behind the name, which is in parentheses and may contain some.
      return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
    } catch (IOException e) {
      return true; // It has ended.
    }
  }
}
