// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.yonder.CallOptions;
import dev.yonder.InputFile;
import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.SessionBuilder;
import dev.yonder.SessionStoppedException;
import dev.yonder.Shared;
import dev.yonder.WorkerLostException;
import dev.yonder.Yonder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of jobs, runs and their drivers; the time limit only ends a test that hangs. */
@Timeout(240)
class JobFaultsTest {
  @WorkDirectory private Path directory;

  private SessionBuilder builder() {
    return Yonder.builder()
        .profile(FakeBatchProvider.NAME)
        .progress(false)
        .seed(42)
        .retryDelay(Duration.ofMillis(1))
        .set("directory", directory.toString());
  }

  private Path run(Session session) {
    return directory.resolve("runs").resolve(session.runId().orElseThrow());
  }

  @Test
  void equalNeedsShareAnArrayAndOthersDoNot() throws IOException {
    String gate = Gates.fresh();
    try (Session session = builder().open()) {
      WorkRemote.Calls calls = WorkRemote.on(session);
      // What waits for the same call gets ready at the same time, however long it takes to call.
      RemoteFuture<Integer> one = LinksRemote.on(session).passes(0, gate);
      List<RemoteFuture<Integer>> equal =
          IntStream.range(0, 6).mapToObj(i -> calls.add(i, one)).toList();
      RemoteFuture<Integer> large = calls.with(CallOptions.none().cpus(2)).add(1, one);
      Gates.open(gate);
      equal.forEach(RemoteFuture::join);
      large.join();
    }
    assertThat(FakeBatch.commands(directory))
        .filteredOn(command -> command.startsWith("submit"))
        .containsExactly("submit 1", "submit 6", "submit 1");
  }

  @Test
  void valuesFilesAndResultsGoFromJobToJob() throws IOException {
    Path file = Files.writeString(directory.resolve("text"), "in a file");
    try (Session session = builder().open()) {
      double[] array = {1, 2, 3};
      Shared<Sharer.Counting> shared = Shared.of(new Sharer.Counting(Gates.fresh(), array));
      RemoteFuture<Double> second = SharerRemote.on(session).at(shared, 1);
      RemoteFuture<Double> third = SharerRemote.on(session).at(shared, 2);
      RemoteFuture<String> text = ReaderRemote.on(session).text(InputFile.of(file));
      RemoteFuture<double[]> large = LargeRemote.on(session).fill(Gates.fresh(), 200_000, 1.5);
      RemoteFuture<Double> sum =
          LargeRemote.on(session).sumAll(RemoteFuture.all(List.of(large, large)));
      assertThat(second.join() + third.join()).isEqualTo(5);
      assertThat(text.join()).isEqualTo("in a file");
      assertThat(sum.join()).isEqualTo(600_000);
      assertThat(large.join()).hasSize(200_000).contains(1.5);
    }
  }

  @Test
  void whatKillsItsJobRunsAgainAndWhatMustNotDoesNot() {
    try (Session session = builder().open()) {
      assertThat(HarmRemote.on(session).haltFirst(Gates.fresh(), 1).join()).isEqualTo(2);
      String gate = Gates.fresh();
      RemoteFuture<Long> once = HarmRemote.on(session).processOnce(gate);
      ProcessHandle.of(told(gate)).orElseThrow().destroyForcibly();
      assertThatThrownBy(once::join)
          .isInstanceOf(WorkerLostException.class)
          .hasMessageContaining("it ended with status 137")
          .hasMessageContaining("not idempotent");
      assertThat(Gates.counted(gate)).isEqualTo(1);
    }
  }

  @Test
  void aJobThatCannotLeaveItsResultEndsAndAnotherOneDoesItsWork() throws Exception {
    try (Session session = builder().open()) {
      String gate = Gates.fresh();
      RemoteFuture<Long> running = HarmRemote.on(session).process(gate);
      long first = Gates.awaitTold(gate);
      // Nothing takes the place of a directory that has something in it.
      Files.createDirectories(run(session).resolve("results/0.1.result/something"));
      Gates.open(gate);
      assertThat(running.join()).isNotEqualTo(first);
    }
  }

  @Test
  void aJobWhoseHeapHasNoRoomForWhatItNeedsEnds() {
    try (Session session = builder().open()) {
      RemoteFuture<byte[]> zeros = LargeRemote.on(session).zeros(Gates.fresh(), 46 << 20);
      // Three quarters are the heap, which the array alone would fit into.
      CallOptions little = CallOptions.none().memory("64 MiB");
      RemoteFuture<Integer> length = LargeRemote.on(session).with(little).length(zeros);
      assertThatThrownBy(length::join)
          .isInstanceOf(WorkerLostException.class)
          .hasMessageContaining("ends because what it needs cannot be read")
          .hasMessageContaining("OutOfMemoryError");
    }
  }

  private static long told(String gate) {
    try {
      return Gates.awaitTold(gate);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aResultThatWasForgedIsNotUsed() {
    try (Session session = builder().open()) {
      String forged = run(session).resolve("results/0.1.result").toString();
      assertThatThrownBy(() -> ForgerRemote.on(session).forge(forged).join())
          .isInstanceOf(WorkerLostException.class)
          .hasMessageContaining(".result is not used: it ")
          .hasMessageContaining("does not begin as one does");
    }
  }

  @Test
  void aCancelledJobIsEnded() throws Exception {
    try (Session session = builder().open()) {
      String gate = Gates.fresh();
      RemoteFuture<Long> running = HarmRemote.on(session).process(gate);
      ProcessHandle process = ProcessHandle.of(Gates.awaitTold(gate)).orElseThrow();
      running.cancel(true);
      assertThatThrownBy(running::get).isInstanceOf(CancellationException.class);
      process.onExit().get();
    }
  }

  @Test
  void aRefusedSubmissionFailsWithTheReasonAndABusyOneIsTriedAgain() throws Exception {
    try (Session session = builder().open()) {
      FakeBatch.Faults.REFUSES.begin(directory);
      assertThatThrownBy(() -> WorkRemote.on(session).add(1, 1).join())
          .isInstanceOf(WorkerLostException.class)
          .hasMessageContaining("the account is closed");
      FakeBatch.Faults.REFUSES.end(directory);
      FakeBatch.Faults.BUSY.begin(directory);
      RemoteFuture<Integer> patient = WorkRemote.on(session).add(1, 1);
      awaitCommands("submit 1", 2);
      FakeBatch.Faults.BUSY.end(directory);
      assertThat(patient.join()).isEqualTo(2);
    }
  }

  @Test
  void whatWasNotTakenWithOthersIsSubmittedAgain() throws IOException {
    String gate = Gates.fresh();
    try (Session session = builder().open()) {
      FakeBatch.Faults.TAKES_ONE.begin(directory);
      WorkRemote.Calls calls = WorkRemote.on(session);
      RemoteFuture<Integer> one = LinksRemote.on(session).passes(0, gate);
      List<RemoteFuture<Integer>> sums =
          IntStream.range(0, 3).mapToObj(i -> calls.add(i, one)).toList();
      Gates.open(gate);
      assertThat(sums).extracting(RemoteFuture::join).containsExactly(1, 2, 3);
    }
    assertThat(FakeBatch.commands(directory)).contains("submit 3", "submit 2", "submit 1");
  }

  private void awaitCommands(String command, int count) throws Exception {
    while (FakeBatch.commands(directory).stream().filter(command::equals).count() < count) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  @Test
  void aBatchSystemThatSeesNothingEndsNothing() throws Exception {
    try (Session session = builder().open()) {
      FakeBatch.Faults.BLIND.begin(directory);
      String gate = Gates.fresh();
      RemoteFuture<String> running = WorkRemote.on(session).passGate(gate);
      Gates.awaitArrival(gate);
      awaitCommands("poll 1", 3);
      Gates.open(gate);
      assertThat(running.join()).isEqualTo(gate);
    }
  }

  @Test
  void aJobThatIsQueuedAgainIsReplaced() throws Exception {
    try (Session session = builder().open()) {
      String gate = Gates.fresh();
      RemoteFuture<Long> running = HarmRemote.on(session).process(gate);
      long first = Gates.awaitTold(gate);
      FakeBatch.Faults.REQUEUES.begin(directory);
      awaitCommands("cancel 1", 1);
      FakeBatch.Faults.REQUEUES.end(directory);
      ProcessHandle.of(first).ifPresent(process -> process.onExit().join());
      Gates.open(gate);
      assertThat(running.join()).isNotEqualTo(first);
    }
  }

  @Test
  void whatTheBatchSystemHasForgottenIsLostOnlyIfItShowsNoLife() throws Exception {
    try (Session session = builder().open()) {
      String gate = Gates.fresh();
      RemoteFuture<Long> running = HarmRemote.on(session).process(gate);
      long first = Gates.awaitTold(gate);
      FakeBatch.Faults.FORGETS.begin(directory);
      awaitCommands("poll 1", 5);
      assertThat(running.isDone()).isFalse();
      assertThat(ProcessHandle.of(first).orElseThrow().destroyForcibly()).isTrue();
      awaitCommands("submit 1", 2);
      FakeBatch.Faults.FORGETS.end(directory);
      Gates.open(gate);
      assertThat(running.join()).isNotEqualTo(first);
    }
  }

  @Test
  void aRunIsDetachedAndAttached() throws Exception {
    String gate = Gates.fresh();
    Session first = builder().open();
    RemoteFuture<Long> running = HarmRemote.on(first).process(gate);
    RemoteFuture<Integer> failed = WorkRemote.on(first).unchecked("no");
    RemoteFuture<Long> drawn = WorkRemote.on(first).with(CallOptions.none().key("k")).draw("");
    long number = drawn.join();
    RemoteFuture<String> printed = WorkRemote.on(first).print("all is well");
    assertThat(printed.taskId().number()).isEqualTo(3);
    assertThatThrownBy(failed::join).hasMessage("no");
    long process = Gates.awaitTold(gate);
    first.detach();
    assertThatThrownBy(running::join)
        .isInstanceOf(SessionStoppedException.class)
        .hasMessageContaining("Yonder.attach(\"" + first.runId().orElseThrow() + "\")");
    assertThat(ProcessHandle.of(process)).isPresent();
    Gates.open(gate);
    try (Session second = builder().attach(first.runId().orElseThrow())) {
      assertThat(second.seed()).isEqualTo(42);
      assertThat(second.tasks()).hasSize(4);
      List<RemoteFuture<Long>> again = second.tasks("Harm.process");
      assertThat(again.get(0).get()).isEqualTo(process);
      assertThat(Gates.counted(gate)).isEqualTo(1);
      assertThatThrownBy(second.tasks("Work.unchecked").get(0)::join)
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("no");
      assertThat(second.tasks("Work.print").get(0).get()).isEqualTo("all is well");
      assertThat(second.tasks("Work.print").get(0).log()).contains("all is well");
      assertThat(WorkRemote.on(second).add(1, 2).join()).isEqualTo(3);
      assertThat(second.tasks("Work.draw").get(0).get()).isEqualTo(number);
      assertThat(WorkRemote.on(second).with(CallOptions.none().key("k")).draw("").join())
          .as("numbers of another program with the run")
          .isNotEqualTo(number);
      assertThatThrownBy(() -> second.tasks("Work.prin"))
          .hasMessageContaining("did you mean Work.print?");
    }
    try (Session third = builder().attach(run(first).toString())) {
      assertThat(third.tasks()).as("of a closed run").hasSize(6);
      assertThat(third.tasks("Harm.process").get(0).get()).isEqualTo(process);
      assertThat(third.tasks("Work.add").get(0).get()).isEqualTo(3);
    }
  }

  @Test
  void whatHasNoRoomWhenARunIsDetachedIsSubmittedWhenItIsAttached() throws Exception {
    String gate = Gates.fresh();
    Session first = builder().set("max", "1").open();
    RemoteFuture<String> running = WorkRemote.on(first).passGate(gate);
    Gates.awaitArrival(gate);
    RemoteFuture<Integer> waiting = WorkRemote.on(first).add(1, 2);
    first.detach();
    assertThat(List.of(running, waiting))
        .allSatisfy(
            call -> assertThatThrownBy(call::join).isInstanceOf(SessionStoppedException.class));
    assertThat(FakeBatch.commands(directory)).containsOnlyOnce("submit 1");
    Gates.open(gate);
    try (Session second = builder().attach(first.runId().orElseThrow())) {
      assertThat(second.tasks("Work.passGate").get(0).get()).isEqualTo(gate);
      assertThat(second.tasks("Work.add").get(0).get()).isEqualTo(3);
    }
  }

  @Test
  void aNewCallDoesNotGetTheResultOfOneThatTheJournalHasForgotten() throws Exception {
    Session session = builder().open();
    String run = session.runId().orElseThrow();
    Path journal = run(session).resolve("journal");
    byte[] atFirst = Files.readAllBytes(journal);
    assertThat(WorkRemote.on(session).add(1, 1).get()).isEqualTo(2);
    session.detach();
    Files.write(journal, atFirst);
    try (Session again = builder().attach(run)) {
      assertThat(again.tasks()).isEmpty();
      RemoteFuture<Integer> added = WorkRemote.on(again).add(2, 2);
      assertThat(added.get()).isEqualTo(4);
      assertThat(added.taskId()).hasToString("task-1");
    }
  }

  @Test
  void oneProgramDrivesARunAtATime() {
    try (Session session = builder().open()) {
      String run = session.runId().orElseThrow();
      assertThatThrownBy(() -> builder().attach(run))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(
              "the run %s is driven by process %d on "
                  .formatted(run, ProcessHandle.current().pid()));
      String close = run.substring(0, run.length() - 1) + (run.endsWith("a") ? "b" : "a");
      assertThatThrownBy(() -> builder().attach(close))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("did you mean " + run);
    }
  }

  @Test
  void aDriverThatWasHeldUpWritesNothingToARunThatAnotherHasTaken() throws Exception {
    try (Session session = builder().open()) {
      String gate = Gates.fresh();
      RemoteFuture<Integer> call =
          SharerRemote.on(session).take(Shared.of(new Sharer.HeldUp(gate)));
      Gates.awaitArrival(gate);
      Path journal = run(session).resolve("journal");
      byte[] before = Files.readAllBytes(journal);
      Files.writeString(run(session).resolve("lease"), "elsewhere\n1\n\nanother\n");
      // A driver looks at its lease every ten seconds, if it can.
      TimeUnit.SECONDS.sleep(11);
      Gates.open(gate);
      assertThatThrownBy(call::join).hasMessageContaining("another program has taken it");
      assertThat(journal).hasBinaryContent(before);
    }
  }

  @Test
  void onlyRunsOfJobsCanBeLeft() {
    try (Session session = Yonder.open("threads")) {
      assertThat(session.runId()).isEmpty();
      assertThat(catchThrowable(session::detach))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("end with the program")
          .hasMessageContaining("mode = \"jobs\"");
      assertThat(catchThrowable(session::tasks))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("Yonder.attach");
    }
    assertThatThrownBy(() -> Yonder.builder().profile("threads").attach("20261125-101010-abcde"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no runs");
  }
}
