// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs whose drivers are killed; the time limit only ends a test that hangs. */
@Timeout(900)
public abstract class DriverlessRunContract {
  /** How many calls there are; the whole of it is too long for every build. */
  private static final int CALLS = Integer.getInteger("jobs.calls", 40);

  /** Constructs a contract, which has nothing before a test. */
  protected DriverlessRunContract() {}

  /** Returns a fresh directory that all hosts see. */
  protected abstract Path shared() throws IOException;

  /**
   * Returns the system properties that have a program find the profile.
   *
   * @param shared what {@link #shared} has returned
   */
  protected abstract Map<String, String> properties(Path shared) throws IOException;

  private static Process start(
      Path shared, Map<String, String> properties, String gate, String what) throws IOException {
    String classPath = System.getProperty("java.class.path");
    return start(classPath, CALLS, shared, properties, gate, what);
  }

  /** Starts the program; what it prints is in {@link #out}. */
  static Process start(
      String classPath,
      int calls,
      Path shared,
      Map<String, String> properties,
      String gate,
      String what)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    properties.forEach((name, value) -> command.add("-D%s=%s".formatted(name, value)));
    command.addAll(List.of("-cp", classPath));
    command.add(JobsProgram.class.getName());
    command.addAll(List.of(ledger(shared).toString(), Integer.toString(calls), gate, what));
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .redirectOutput(out(shared).toFile())
        .start();
  }

  static Path ledger(Path shared) {
    return shared.resolve("ledger");
  }

  static Path out(Path shared) {
    return shared.resolve("out");
  }

  private static long entered(Path ledger) throws IOException {
    try (Stream<Path> files = Files.list(ledger)) {
      return files.filter(file -> file.getFileName().toString().startsWith("call-")).count();
    }
  }

  @Test
  @DisplayName("driver killed, run attached by another process")
  void nothingIsComputedTwiceWhenTheDriverIsKilledAndTheRunIsAttached() throws Exception {
    Path shared = shared();
    Map<String, String> properties = properties(shared);
    Path ledger = Files.createDirectory(ledger(shared));
    String gate = Gates.fresh();
    Process first = start(shared, properties, gate, "begin");
    CompletableFuture<Void> ended = first.onExit().thenRun(() -> Gates.arrive(gate));
    Gates.awaitArrival(gate);
    assertThat(ended).as("the end of the program, which makes its calls").isNotDone();
    first.destroyForcibly();
    ended.join();
    String run = Files.readString(ledger.resolve("run"));
    long entered = entered(ledger);
    Ledger.open(ledger);
    assertThat(entered).as("killed in the middle").isLessThanOrEqualTo(CALLS / 2);

    Process second = start(shared, properties, gate, run);
    assertThat(second.waitFor(14, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(out(shared)))
        .isEqualToIgnoringNewLines(
            "%d calls, %d right, sum %d".formatted(CALLS, CALLS, CALLS * (CALLS - 1) / 2));
    for (int i = 0; i < CALLS; i++) {
      assertThat(Ledger.entered(ledger, i)).as("runs of call %d", i).isEqualTo(1);
    }
  }
}
