// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.SessionBuilder;
import dev.yonder.Yonder;
import dev.yonder.tools.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the command line tells of a run; the time limit only ends a test that hangs. */
@Timeout(240)
class ToolsTest {
  @WorkDirectory private Path directory;

  private record Ran(int status, String out) {}

  private Ran yonder(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    if (!arguments[0].equals("--help")) {
      command.addAll(
          List.of(
              "--profile",
              FakeBatchProvider.NAME,
              "--set",
              "directory=" + directory.resolve("shared")));
    }
    Path out = directory.resolve("out");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    return new Ran(process.waitFor(), Files.readString(out));
  }

  private SessionBuilder builder() {
    return Yonder.builder()
        .profile(FakeBatchProvider.NAME)
        .progress(false)
        .set("directory", directory.resolve("shared").toString());
  }

  @Test
  void aRunIsLookedAtAndCancelledWithoutItsProgram() throws Exception {
    String gate = Gates.fresh();
    Session session = builder().open();
    String run = session.runId().orElseThrow();
    WorkRemote.on(session).print("what it says").join();
    RemoteFuture<Long> waits = HarmRemote.on(session).process(gate);
    WorkRemote.on(session).square(WorkRemote.on(session).add(1, 2)).join();
    long process = Gates.awaitTold(gate);
    assertThat(yonder("cancel", run).out()).contains("is driven by process");
    session.detach();
    assertThat(waits.isDone()).isTrue();

    assertThat(yonder("runs").out())
        .contains(run)
        .contains("1 running, 3 succeeded  (left by its program)");
    assertThat(yonder("status", run).out())
        .containsPattern("0  Work.print  succeeded\n")
        .containsPattern("1  Harm.process  running as job fake-batch-2-.*/1\n");
    assertThat(yonder("logs", run, "0").out()).contains("what it says");
    assertThat(yonder("logs", run, "9"))
        .isEqualTo(
            new Ran(1, "yonder: the run " + run + " has no task-9; it has 4 tasks, from 0\n"));
    assertThat(yonder("cancel", run).out()).isEqualTo("1 tasks were cancelled\n");
    ProcessHandle.of(process).ifPresent(gone -> gone.onExit().join());
    assertThat(yonder("attach", run)).isEqualTo(new Ran(0, "3 succeeded, 1 cancelled\n"));

    try (Session again = builder().attach(run)) {
      assertThatThrownBy(again.tasks("Harm.process").get(0)::get)
          .isInstanceOf(CancellationException.class);
    }
    assertThat(Gates.counted(gate)).isEqualTo(1);
    assertThat(yonder("runs").out()).contains("(closed)");
  }

  @Test
  void whatWouldBeSubmittedIsShown() throws Exception {
    assertThat(yonder("script", "--calls", "3").out())
        .contains("3 processes of")
        .contains("link=files:" + directory.resolve("shared/runs/RUN"));
    assertThat(directory.resolve("shared")).doesNotExist();
  }

  @Test
  void everyCommandIsListed() throws Exception {
    assertThat(yonder("--help").out())
        .contains("attach", "cancel", "logs", "runs", "script", "status");
  }
}
