// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose drivers are killed; the time limit only ends a test that hangs. */
@Timeout(900)
class DriverlessRunTest {
  private static final int CALLS = Integer.getInteger("jobs.calls", 200);

  @TempDir private Path directory;

  private Process start(Path ledger, String gate, String what) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(JobsProgram.class.getName());
    command.addAll(
        List.of(
            directory.resolve("shared").toString(),
            ledger.toString(),
            Integer.toString(CALLS),
            gate,
            what));
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .redirectOutput(directory.resolve("out").toFile())
        .start();
  }

  private static long entered(Path ledger) throws IOException {
    try (Stream<Path> files = Files.list(ledger)) {
      return files.filter(file -> file.getFileName().toString().startsWith("call-")).count();
    }
  }

  @Test
  void nothingIsComputedTwiceWhenTheDriverIsKilledAndTheRunIsAttached() throws Exception {
    Path ledger = Files.createDirectory(directory.resolve("ledger"));
    String gate = Gates.fresh();
    Process first = start(ledger, gate, "begin");
    Gates.awaitArrival(gate);
    assertThat(first.isAlive()).isTrue();
    first.destroyForcibly().waitFor();
    String run = Files.readString(ledger.resolve("run"));
    assertThat(entered(ledger)).as("killed in the middle").isLessThan(CALLS);

    Process second = start(ledger, gate, run);
    assertThat(second.waitFor(14, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(directory.resolve("out")))
        .isEqualToIgnoringNewLines(
            "%d calls, %d right, sum %d".formatted(CALLS, CALLS, CALLS * (CALLS - 1) / 2));
    for (int i = 0; i < CALLS; i++) {
      assertThat(Ledger.entered(ledger, i)).as("runs of call %d", i).isEqualTo(1);
    }
  }
}
