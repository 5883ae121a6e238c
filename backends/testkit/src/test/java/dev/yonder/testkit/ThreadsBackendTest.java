// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.CallOptions;
import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.TaskRefusedException;
import dev.yonder.TaskStatus;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThreadsBackendTest extends BackendContract {
  @Override
  protected String profile() {
    return "threads";
  }

  @Test
  void aThousandCallsWaitForOneAnotherOnTwoSlots() throws Exception {
    try (Session two = builder().cpus(2).open()) {
      assertThat(WorkRemote.on(two).depth(1_000).get()).isEqualTo(1_000);
    }
  }

  @Test
  void oneSlotIsEnoughForNestedCalls() throws Exception {
    try (Session one = builder().cpus(1).open()) {
      assertThat(WorkRemote.on(one).fibonacci(9).get()).isEqualTo(34);
      assertThat(WorkRemote.on(one).sumOfMap(10).get()).isEqualTo(114);
    }
  }

  @Test
  void nestedCallsNeverLoseAProcessorHoweverTheyAreTimed() throws Exception {
    for (int cpus = 1; cpus <= 3; cpus++) {
      for (int round = 0; round < 40; round++) {
        try (Session session = builder().cpus(cpus).open()) {
          assertThat(WorkRemote.on(session).fibonacci(11).get()).isEqualTo(89);
        }
      }
    }
  }

  @Test
  void aPendingCallIsCancelledAtOnce() throws Exception {
    try (Session one = builder().cpus(1).open()) {
      WorkRemote.Calls calls = WorkRemote.on(one);
      String gate = Gates.fresh();
      RemoteFuture<String> running = calls.passGate(gate);
      Gates.awaitArrival(gate);
      RemoteFuture<String> pending = calls.echo("never");
      RemoteFuture<String> dependent = calls.echo(pending);
      assertThat(pending.cancel(true)).isTrue();
      assertThat(pending.isCancelled()).isTrue();
      assertThatThrownBy(pending::get).isInstanceOf(CancellationException.class);
      assertThatThrownBy(dependent::get)
          .isInstanceOf(CancellationException.class)
          .hasMessageContaining("because Work.echo (" + pending.taskId() + ") was cancelled");
      assertThat(pending.cancel(true)).isFalse();
      Gates.open(gate);
      assertThat(running.get()).isEqualTo(gate);
    }
  }

  @Test
  void aRunningCallIsInterrupted() throws Exception {
    String gate = Gates.fresh();
    RemoteFuture<String> running = WorkRemote.passGate(gate);
    Gates.awaitArrival(gate);
    assertThat(running.status()).isEqualTo(TaskStatus.RUNNING);
    assertThat(running.cancel(true)).isTrue();
    assertThatThrownBy(running::get)
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("Work.passGate");
    assertThat(running.status()).isEqualTo(TaskStatus.CANCELLED);
  }

  @Test
  void cancellingWithoutAnInterruptLetsTheMethodReturn() throws Exception {
    String gate = Gates.fresh();
    RemoteFuture<Void> running = WorkRemote.stubborn(gate);
    Gates.awaitArrival(gate);
    assertThat(running.status()).isEqualTo(TaskStatus.RUNNING);
    assertThat(running.cancel(false)).isTrue();
    assertThatThrownBy(running::get).isInstanceOf(CancellationException.class);
    assertThat(Gates.counted(gate + " interrupts")).isZero();
    Gates.open(gate);
  }

  @Test
  void whatWaitedGoesOnBesideACallThatIgnoresItsInterrupt() throws Exception {
    try (Session two = builder().cpus(2).open()) {
      WorkRemote.Calls calls = WorkRemote.on(two);
      String inner = Gates.fresh();
      RemoteFuture<String> waiting = calls.passGateInACall(inner);
      Gates.awaitArrival(inner);
      String gate = Gates.fresh();
      RemoteFuture<Void> stubborn = calls.stubborn(gate);
      Gates.awaitArrival(gate);
      stubborn.cancel(true);
      Gates.open(inner);
      assertThat(waiting.get()).isEqualTo(inner);
      Gates.open(gate);
    }
  }

  @Test
  void aCallThatIgnoresItsInterruptKeepsItsSlot() throws Exception {
    try (Session one = builder().cpus(1).open()) {
      WorkRemote.Calls calls = WorkRemote.on(one);
      String gate = Gates.fresh();
      RemoteFuture<Void> stubborn = calls.stubborn(gate);
      Gates.awaitArrival(gate);
      stubborn.cancel(true);
      assertThatThrownBy(stubborn::get).isInstanceOf(CancellationException.class);
      RemoteFuture<String> next = calls.echo("next");
      assertThatThrownBy(() -> next.get(50, TimeUnit.MILLISECONDS))
          .as("the slot is taken")
          .isInstanceOf(TimeoutException.class);
      Gates.open(gate);
      assertThat(next.get()).isEqualTo("next");
    }
  }

  @Test
  void cancellingAViewCancelsTheCall() throws Exception {
    String gate = Gates.fresh();
    RemoteFuture<String> running = WorkRemote.passGate(gate);
    Gates.awaitArrival(gate);
    CompletableFuture<String> view = running.toCompletableFuture();
    view.cancel(true);
    assertThat(view).isCancelled();
    assertThatThrownBy(running::get).isInstanceOf(CancellationException.class);
  }

  @Test
  void callbacksRunOnThreadsOfTheirOwn() throws Exception {
    String gate = Gates.fresh();
    CompletableFuture<String> name =
        WorkRemote.passGate(gate)
            .toCompletableFuture()
            .thenApply(x -> Thread.currentThread().getName());
    Gates.open(gate);
    assertThat(name.get()).startsWith("yonder-callback");
  }

  @Test
  void cancelAllEndsEverythingAndLaterCallsAreWelcome() throws Exception {
    try (Session one = builder().cpus(1).open()) {
      WorkRemote.Calls calls = WorkRemote.on(one);
      String gate = Gates.fresh();
      List<RemoteFuture<String>> all =
          IntStream.range(0, 1_000).mapToObj(i -> calls.passGate(gate)).toList();
      Gates.awaitArrival(gate);
      one.cancelAll();
      for (RemoteFuture<String> future : all) {
        assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
      }
      assertThat(calls.add(1, 1).get()).isEqualTo(2);
    }
  }

  @Test
  void closeWaitsAndAnInterruptCancelsTheRest() throws Exception {
    Session closing = builder().cpus(1).open();
    String gate = Gates.fresh();
    RemoteFuture<String> running = WorkRemote.on(closing).passGate(gate);
    Gates.awaitArrival(gate);
    RemoteFuture<String> pending = WorkRemote.on(closing).passGate(gate);
    Thread.currentThread().interrupt();
    closing.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(running.isCancelled()).isTrue();
    assertThat(pending.isCancelled()).isTrue();
  }

  @Test
  void whatDoesNotFitIsRefusedWithWhatThereIs() {
    assertThatThrownBy(() -> WorkRemote.with(CallOptions.none().cpus(10_000)).add(1, 1).join())
        .isInstanceOf(TaskRefusedException.class)
        .hasMessageContaining("Work.add (task-0) needs 10000 cpus, but no worker has that")
        .hasMessageContaining("Yonder.builder()");
    assertThatThrownBy(() -> WorkRemote.with(CallOptions.none().gpus(1)).add(1, 1).join())
        .isInstanceOf(TaskRefusedException.class);
    try (Session offering = builder().gpus(1).resource("licence", 1).open()) {
      CallOptions asking = CallOptions.none().gpus(1).resource("licence", 1);
      assertThat(WorkRemote.on(offering).with(asking).add(1, 1).join()).isEqualTo(2);
    }
  }

  @Test
  void aDeadlockOverMemoryIsAnErrorHoweverATaskWaits() {
    try (Session small = builder().cpus(2).memory("1 GiB").open()) {
      CallOptions most = CallOptions.none().memory("600 MiB");
      assertThatThrownBy(() -> WorkRemote.on(small).with(most).mapsOver("600 MiB").get())
          .rootCause()
          .isInstanceOf(TaskRefusedException.class)
          .hasMessageContaining("every running call waits for others");
    }
  }

  @Test
  void moreUrgentCallsGoFirst() throws Exception {
    try (Session one = builder().cpus(1).open()) {
      WorkRemote.Calls calls = WorkRemote.on(one);
      String gate = Gates.fresh();
      RemoteFuture<String> first = calls.passGate(gate);
      Gates.awaitArrival(gate);
      String counter = Gates.fresh();
      RemoteFuture<Integer> late = calls.order(counter);
      RemoteFuture<Integer> early = calls.with(CallOptions.none().priority(1)).order(counter);
      Gates.open(gate);
      assertThat(early.get()).isEqualTo(1);
      assertThat(late.get()).isEqualTo(2);
      assertThat(first.get()).isEqualTo(gate);
    }
  }

  @Test
  void anInterruptOfACancelledCallReachesNoOther() throws Exception {
    try (Session one = builder().cpus(1).open()) {
      WorkRemote.Calls calls = WorkRemote.on(one);
      for (int i = 0; i < 200; i++) {
        String gate = Gates.fresh();
        RemoteFuture<String> cancelled = calls.passGate(gate);
        RemoteFuture<Boolean> next = calls.isInterrupted();
        if (i % 2 == 0) {
          Gates.awaitArrival(gate);
        }
        cancelled.cancel(true);
        assertThat(next.get()).isFalse();
      }
    }
  }
}
