// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.yonder.NotSendableException;
import dev.yonder.RemoteFuture;
import dev.yonder.RemoteTrace;
import dev.yonder.Session;
import dev.yonder.WorkerLostException;
import dev.yonder.Yonder;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens to calls when their worker processes come to harm; the time limit ends a hang. */
@Timeout(120)
class ProcessFaultsTest {
  private final Set<String> portsBefore = ListeningPorts.of(ProcessHandle.current().pid());
  private final Session session =
      Yonder.builder()
          .profile("processes")
          .cpus(2)
          .progress(false)
          .cancelGrace(Duration.ofMillis(200))
          .open();

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void whatAKilledWorkerRanRunsElsewhere() throws Exception {
    String gate = Gates.fresh();
    RemoteFuture<Long> interrupted = HarmRemote.process(gate);
    long victim = Gates.awaitTold(gate);
    List<RemoteFuture<Integer>> others =
        IntStream.range(0, 100).mapToObj(i -> WorkRemote.add(i, i)).toList();
    Signals.send("-KILL", victim);
    Gates.open(gate);
    assertThat(interrupted.get()).isNotEqualTo(victim);
    assertThat(Gates.counted(gate)).isEqualTo(2);
    for (int i = 0; i < others.size(); i++) {
      assertThat(others.get(i).get()).isEqualTo(2 * i);
    }
  }

  @Test
  void whatAKilledWorkerHasCalledIsCancelledAndCalledAgain() throws Exception {
    String gate = Gates.fresh();
    String called = Gates.fresh();
    RemoteFuture<Long> calls = HarmRemote.processThatCalls(gate, called);
    long victim = Gates.awaitTold(gate);
    Gates.awaitArrival(called);
    Signals.send("-KILL", victim);
    Gates.awaitArrival(called + Harm.INTERRUPTED);
    Gates.open(gate);
    Gates.open(called);
    assertThat(calls.get()).isNotEqualTo(victim);
    assertThat(Gates.counted(gate)).isEqualTo(2);
  }

  @Test
  void whatIsNotIdempotentRunsOnceAndTheErrorTellsHowItsWorkerEnded() throws Exception {
    String gate = Gates.fresh();
    RemoteFuture<Long> once = HarmRemote.processOnce(gate);
    long victim = Gates.awaitTold(gate);
    // What is printed comes after the first heartbeat, of which the error tells.
    while (once.log().isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    Signals.send("-KILL", victim);
    assertThatThrownBy(once::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(WorkerLostException.class)
        .hasMessageContaining("Harm.processOnce")
        .hasMessageContaining("signal 9 (SIGKILL")
        .hasMessageMatching(
            "(?s).*lost because with [\\d,]+ of at most [\\d,]+ MiB in its heap and a load of"
                + " \\d+\\.\\d on its host .* before, its process \\d+ was ended.*")
        .hasMessageContaining("not idempotent");
    assertThat(Gates.counted(gate)).isEqualTo(1);
    Gates.open(gate);
  }

  @Test
  void aTaskThatEndsItsWorkersIsGivenUpWithTheReason() {
    String exits = Gates.fresh();
    assertThatThrownBy(() -> HarmRemote.exit(exits, 7).get())
        .cause()
        .isInstanceOf(WorkerLostException.class)
        .hasMessageContaining("exited with status 7");
    assertThat(Gates.counted(exits)).isEqualTo(3);
    String halts = Gates.fresh();
    assertThatThrownBy(() -> HarmRemote.halt(halts, 9).get())
        .cause()
        .isInstanceOf(WorkerLostException.class)
        .hasMessageContaining("exited with status 9");
    assertThat(Gates.counted(halts)).isEqualTo(3);
    assertThat(WorkRemote.add(1, 1).join()).isEqualTo(2);
  }

  @Test
  void aTaskThatSurvivesLaterIsNotGivenUp() throws Exception {
    assertThat(HarmRemote.haltFirst(Gates.fresh(), 2).get()).isEqualTo(3);
  }

  @Test
  void anExhaustedHeapIsTheTasksOwnError() {
    try (Session small =
        Yonder.builder().profile("processes").cpus(1).memory("64 MiB").progress(false).open()) {
      assertThatThrownBy(() -> HarmRemote.on(small).exhaustHeap().get())
          .hasCauseInstanceOf(OutOfMemoryError.class);
      assertThat(WorkRemote.on(small).add(1, 1).join()).isEqualTo(2);
    }
  }

  @Test
  void argumentsThatNoWorkerHasRoomForHarmNobody() {
    try (Session small =
        Yonder.builder().profile("processes").cpus(1).memory("64 MiB").progress(false).open()) {
      long worker = HarmRemote.on(small).here().join();
      assertThatThrownBy(() -> HarmRemote.on(small).take(new double[10 << 20]).get())
          .cause()
          .isInstanceOf(NotSendableException.class)
          .hasMessageContaining(
              "the arguments of Harm.take have 80 MiB, for which the heap of worker processes-1, of"
                  + " 64 MiB, has no room");
      assertThat(HarmRemote.on(small).here().join()).isEqualTo(worker);
    }
  }

  @Test
  void aHeapThatStaysFullIsTheErrorOfTheTaskThatFilledItAndOfNoOther() throws Exception {
    try (Session small =
        Yonder.builder().profile("processes").cpus(1).memory("64 MiB").progress(false).open()) {
      long before = HarmRemote.on(small).here().get();
      RemoteFuture<Integer> leaks = HarmRemote.on(small).leakUntilTheHeapIsFull();
      // Where a thread of Yonder's is the first that finds no room, the process ends at once.
      assertThatThrownBy(leaks::get)
          .cause()
          .satisfiesAnyOf(
              cause -> assertThat(cause).isInstanceOf(OutOfMemoryError.class),
              cause ->
                  assertThat(cause)
                      .isInstanceOf(WorkerLostException.class)
                      .hasMessageContaining("ends because its heap was exhausted"));
      List<RemoteFuture<Integer>> innocent =
          IntStream.range(0, 100).mapToObj(i -> WorkRemote.on(small).add(i, 1)).toList();
      for (int i = 0; i < 100; i++) {
        assertThat(innocent.get(i).get()).isEqualTo(i + 1);
      }
      assertThat(HarmRemote.on(small).here().get()).isNotEqualTo(before);
    }
  }

  @Test
  void manyDeathsOfManyWorkersAreSurvived() throws Exception {
    for (int round = 0; round < 20; round++) {
      List<RemoteFuture<Integer>> calls =
          IntStream.range(0, 500).mapToObj(i -> WorkRemote.add(i, 1)).toList();
      ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
      for (int i = 0; i < calls.size(); i++) {
        assertThat(calls.get(i).get()).isEqualTo(i + 1);
      }
    }
  }

  @Test
  void aResultThatCannotBeSentFailsItsTaskWithAllThatIsWrong() {
    assertThatThrownBy(() -> HarmRemote.unsendableResult().get())
        .cause()
        .isInstanceOf(NotSendableException.class)
        .hasMessageContaining("the result of Harm.unsendableResult cannot be sent")
        .hasMessageContaining("Holder.lock (java.util.concurrent.locks.ReentrantLock)")
        .hasMessageContaining("Holder.thread (java.lang.Thread)");
  }

  @Test
  void anArgumentThatCannotBeSentIsRefusedAtTheCall() {
    assertThatThrownBy(() -> HarmRemote.take(List.of("fine", new ReentrantLock())))
        .isInstanceOf(NotSendableException.class)
        .hasMessageContaining(
            "argument 1 of Harm.take cannot be sent: List12[1] (java.util.concurrent.locks.Reentrant");
  }

  @Test
  void anExceptionThatCannotBeSentHasAStandIn() {
    Throwable thrown = catchThrowable(() -> HarmRemote.throwOdd("odd").get());
    assertThat(thrown.getCause())
        .isInstanceOf(RuntimeException.class)
        .hasMessage(Harm.OddException.class.getName() + ": odd");
    assertThat(thrown.getCause().getStackTrace()[0].getMethodName()).isEqualTo("throwOdd");
    assertThat(thrown.getCause().getSuppressed()[0]).isInstanceOf(RemoteTrace.class);
  }

  @Test
  void aWorkerThatHangsIsEndedAndReplaced() throws Exception {
    System.setProperty("yonder.heartbeat.limit.millis", "3000");
    try (Session watched = Yonder.builder().profile("processes").cpus(1).progress(false).open()) {
      String gate = Gates.fresh();
      RemoteFuture<Long> future = HarmRemote.on(watched).process(gate);
      long victim = Gates.awaitTold(gate);
      Signals.send("-STOP", victim);
      Gates.open(gate);
      assertThat(future.get()).isNotEqualTo(victim);
      assertThat(Gates.counted(gate)).isEqualTo(2);
    } finally {
      System.clearProperty("yonder.heartbeat.limit.millis");
    }
  }

  @Test
  void noProcessListensOnAPort() throws Exception {
    long worker = HarmRemote.here().get();
    assertThat(ListeningPorts.of(worker)).isEmpty();
    assertThat(ListeningPorts.of(ProcessHandle.current().pid()))
        .as("this process listens only where its build tool has it listen")
        .isEqualTo(portsBefore);
  }
}
