// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a driver leaves behind; the time limit only ends a test that hangs. */
@Timeout(120)
class DriverEndTest {
  /** Workers see the end of their link at once; this is for a machine that has much to do. */
  private static final int BOUND_SECONDS = 30;

  @WorkDirectory private Path directory;

  private Process start(String... arguments) throws IOException {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + directory);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(DriverProgram.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).inheritIO().start();
  }

  @Test
  void workersEndWithADriverThatWasKilled() throws Exception {
    String one = Gates.fresh();
    String two = Gates.fresh();
    Process driver = start(one, two, Gates.fresh());
    ProcessHandle first = ProcessHandle.of(Gates.awaitTold(one)).orElseThrow();
    ProcessHandle second = ProcessHandle.of(Gates.awaitTold(two)).orElseThrow();
    driver.destroyForcibly();
    first.onExit().get(BOUND_SECONDS, TimeUnit.SECONDS);
    second.onExit().get(BOUND_SECONDS, TimeUnit.SECONDS);
    assertThat(first.isAlive() || second.isAlive()).isFalse();
  }

  @Test
  void aClosedSessionLeavesNothingAndANewOneRemovesWhatADeadOneLeft() throws Exception {
    Path leftBehind = Files.createDirectory(directory.resolve("yonder-" + deadProcess() + "-1"));
    Files.createFile(leftBehind.resolve("secret"));
    Files.createFile(leftBehind.resolve("lock"));
    String one = Gates.fresh();
    String two = Gates.fresh();
    String end = Gates.fresh();
    Process driver = start(one, two, end);
    Gates.awaitTold(one);
    Gates.awaitTold(two);
    assertThat(leftBehind).doesNotExist();
    assertThat(listing()).hasSize(1).allMatch(name -> name.startsWith("yonder-" + driver.pid()));
    for (String gate : List.of(end, one, two)) {
      Gates.open(gate);
    }
    assertThat(driver.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(driver.exitValue()).isZero();
    assertThat(listing()).isEmpty();
  }

  private List<String> listing() {
    String[] names = directory.toFile().list((File parent, String name) -> name.contains("yonder"));
    return names == null ? List.of() : List.of(names);
  }

  /** Returns the number of a process that has ended. */
  private static long deadProcess() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    return process.pid();
  }
}
