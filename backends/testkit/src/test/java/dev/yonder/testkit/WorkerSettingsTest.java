// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.SessionBuilder;
import dev.yonder.Yonder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a user may say of the processes that workers are; the time limit only ends a hang. */
@Timeout(120)
class WorkerSettingsTest {
  private static SessionBuilder builder() {
    return Yonder.builder().profile("processes").cpus(1).progress(false);
  }

  @Test
  void reachTheWorkers(@TempDir Path directory) {
    try (Session session =
        builder()
            .memory("96 MiB")
            .set("jvm", "-Dsite=north")
            .set("env.SITE", "south")
            .set("directory", directory.toString())
            .set("library-path", directory.toString())
            .set("locale", "de-CH")
            .open()) {
      WorkRemote.Calls calls = WorkRemote.on(session);
      assertThat(calls.property("site").join()).isEqualTo("north");
      assertThat(calls.environment("SITE").join()).isEqualTo("south");
      assertThat(calls.property("user.dir").join()).isEqualTo(directory.toString());
      assertThat(calls.property("java.library.path").join()).isEqualTo(directory.toString());
      assertThat(calls.environment("LD_LIBRARY_PATH").join()).startsWith(directory.toString());
      assertThat(calls.locale().join()).isEqualTo("de-CH");
      assertThat(calls.environment("OMP_NUM_THREADS").join()).isEqualTo("1");
      assertThat(calls.machine().join().get(0)).as("processors").isEqualTo(1);
      assertThat(calls.machine().join().get(1)).as("heap").isBetween(80L << 20, 96L << 20);
    }
  }

  @Test
  void theCommonPoolIsAsLargeAsTheWorker() {
    try (Session session = builder().cpus(4).workers(1).open()) {
      WorkRemote.Calls calls = WorkRemote.on(session);
      assertThat(calls.machine().join().get(0)).as("processors").isEqualTo(4);
      assertThat(calls.commonPool().join()).as("beside the thread that uses it").isEqualTo(3);
      assertThat(calls.environment("OMP_NUM_THREADS").join()).isEqualTo("4");
    }
  }

  @Test
  void aWarmWorkerTakesThePlaceOfOneThatIsLost() throws Exception {
    try (Session session = builder().set("warm", "1").open()) {
      // Only one that has joined is warm; it may be the first that was started, or the second.
      awaitJoined("processes-1");
      awaitJoined("processes-2");
      long first = HarmRemote.on(session).here().join();
      List<Long> others =
          ProcessHandle.current()
              .children()
              .map(ProcessHandle::pid)
              .filter(p -> p != first)
              .toList();
      ProcessHandle.of(first).orElseThrow().destroyForcibly();
      long second = HarmRemote.on(session).here().join();
      assertThat(others).contains(second);
    }
  }

  /** Waits until the worker is listened to. */
  private static void awaitJoined(String worker) throws InterruptedException {
    while (Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().equals("yonder-read-" + worker))) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  @Test
  void whatAnotherProcessPrintsIsInTheLogOfAWorkerWithOneSlot() {
    try (Session session = builder().open()) {
      for (String text : List.of("one", "two", "three")) {
        RemoteFuture<Integer> printing = HarmRemote.on(session).printsByAnother(text);
        assertThat(printing.join()).isZero();
        assertThat(printing.log())
            .isEqualTo("before %s\n%s\nafter %s\n".formatted(text, text, text));
      }
      assertThat(WorkRemote.on(session).echo("silent").log()).isEmpty();
    }
  }

  @Test
  void logsGoOnAfterATaskThatWasInterrupted() throws Exception {
    try (Session session = builder().cancelGrace(Duration.ofMinutes(2)).open()) {
      long worker = HarmRemote.on(session).here().join();
      String gate = Gates.fresh();
      RemoteFuture<Void> interrupted = WorkRemote.on(session).passesInterruptOn(gate);
      Gates.awaitArrival(gate);
      interrupted.cancel(true);
      RemoteFuture<Integer> printing = HarmRemote.on(session).printsByAnother("later");
      assertThat(printing.join()).isZero();
      assertThat(printing.log()).isEqualTo("before later\nlater\nafter later\n");
      assertThat(HarmRemote.on(session).here().join()).isEqualTo(worker);
    }
  }

  @Test
  void areRefusedByOtherProfilesAndWhereTheyAreWrong() {
    assertThatThrownBy(() -> builder().profile("threads").set("jvm", "-Xss4m").open())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "Yonder.builder(): the profile threads has no setting \"jvm\"; it has backend, calls,");
    assertThatThrownBy(() -> builder().set("jvn", "-Xss4m").open())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did you mean \"jvm\"?");
    assertThatThrownBy(() -> builder().set("jvm", "-XX:+NoSuchOption").open())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Unrecognized VM option 'NoSuchOption'");
  }
}
