// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.SessionBuilder;
import dev.yonder.Yonder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of cancelled jobs; the time limit only ends a test that hangs. */
@Timeout(240)
class JobCancellationTest {
  @WorkDirectory private Path directory;

  private SessionBuilder builder() {
    return Yonder.builder()
        .profile(FakeBatchProvider.NAME)
        .progress(false)
        .cancelGrace(Duration.ofMillis(50))
        .set("directory", directory.toString());
  }

  @Test
  void manyJobsAreCancelledByFewCommands() throws Exception {
    int count = 20;
    try (Session session = builder().set("slots", "1").open()) {
      String gate = Gates.fresh();
      List<RemoteFuture<String>> all =
          IntStream.range(0, count).mapToObj(i -> WorkRemote.on(session).passGate(gate)).toList();
      Gates.awaitArrival(gate);
      FakeBatch.Faults.HANGS.begin(directory);
      session.cancelAll();
      all.forEach(JobCancellationTest::awaitCancellation);
      FakeBatch.Faults.HANGS.end(directory);
    }
    awaitEnds(count);
    assertThat(given("cancel")).as("two while it went on, and one at its end").hasSizeBetween(1, 3);
  }

  @Test
  void whatIsCancelledBeforeItCanBeSubmittedIsNotSubmittedWhenTheSessionEnds() throws Exception {
    Session session = cancelledAndClosed(FakeBatch.Faults.BUSY);
    assertThat(claim(session)).hasContent("given up");
    assertThat(arrays()).isEmpty();
  }

  @Test
  void whatIsCancelledWhileItIsSubmittedDoesNotRunAfterTheEndOfTheSession() throws Exception {
    Session session = cancelledAndClosed(FakeBatch.Faults.HANGS);
    awaitEnds(1);
    assertThat(claim(session)).hasContent("given up");
    assertThat(FakeBatch.commands(directory)).contains("cancel 1");
    assertThat(Ledger.entered(directory, 0)).isZero();
  }

  /**
   * Opens a session, cancels its call while that cannot be submitted, and closes it; the fault ends
   * when the session has given the call's first attempt up.
   */
  private Session cancelledAndClosed(FakeBatch.Faults fault) throws Exception {
    Session session = builder().open();
    fault.begin(directory);
    RemoteFuture<Integer> never = enter(session);
    awaitCommand("submit 1");
    never.cancel(true);
    awaitCancellation(never);
    CompletableFuture<Void> closed = CompletableFuture.runAsync(session::close);
    Path claim = claim(session);
    while (!Files.exists(claim) && !closed.isDone()) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    fault.end(directory);
    closed.join();
    return session;
  }

  private Path claim(Session session) {
    return directory.resolve("runs").resolve(session.runId().orElseThrow()).resolve("claims/0.1");
  }

  @Test
  void aCallThatWasCancelledIsSoAtOnceWhenTheRunIsAttached() throws Exception {
    Session first = builder().open();
    String gate = Gates.fresh();
    RemoteFuture<Long> running = HarmRemote.on(first).process(gate);
    ProcessHandle process = ProcessHandle.of(Gates.awaitTold(gate)).orElseThrow();
    running.cancel(true);
    awaitCancellation(running);
    process.onExit().join();
    first.detach();
    String run = first.runId().orElseThrow();
    try (Session second = builder().cancelGrace(Duration.ofDays(1)).attach(run)) {
      awaitCancellation(second.tasks("Harm.process").get(0));
    }
  }

  /** Waits until so many jobs have ended. */
  private void awaitEnds(int count) throws Exception {
    while (ends() < count) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private long ends() throws IOException {
    long ends = 0;
    for (Path array : arrays()) {
      try (Stream<Path> files = Files.list(array)) {
        ends += files.filter(file -> file.getFileName().toString().startsWith("end.")).count();
      }
    }
    return ends;
  }

  private List<Path> arrays() throws IOException {
    try (Stream<Path> entries = Files.list(directory.resolve("batch"))) {
      return entries.filter(Files::isDirectory).toList();
    }
  }

  private RemoteFuture<Integer> enter(Session session) {
    return LedgerRemote.on(session).enter(directory.toString(), 0, /* held= */ false, "");
  }

  private void awaitCommand(String command) throws Exception {
    while (!FakeBatch.commands(directory).contains(command)) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private static void awaitCancellation(RemoteFuture<?> future) {
    assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
  }

  private List<String> given(String verb) throws IOException {
    return FakeBatch.commands(directory).stream()
        .filter(command -> command.startsWith(verb + " "))
        .toList();
  }
}
