// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.CallOptions;
import dev.yonder.RemoteFuture;
import dev.yonder.TaskStatus;
import dev.yonder.spi.TaskType;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The time limit only ends a test that hangs. */
@Timeout(60)
class EngineSessionTest {

  private static EngineSession open(String profile) {
    return SessionOpening.open(Said.nothing(profile), CallOptions.none(), /* isDefault= */ false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"threads", "inline"})
  void everyCallGoesThroughTheScheduler(String profile) {
    EngineSession session = open(profile);
    int calls = 100;
    try (session) {
      for (int i = 0; i < calls; i++) {
        RemoteFuture<Integer> future = session.submit(Sample.INCREMENT, CallOptions.none(), i);
        assertThat(future.join()).isEqualTo(i + 1);
      }
    }
    assertThat(session.events())
        .as("the worker, and a submission and a report for each call")
        .isEqualTo(1 + 2L * calls);
  }

  @Test
  void aBrokenInvokerOfOneCallDoesNotHarmOthers() {
    TaskType broken =
        TaskType.of(
            "X#broken()",
            "",
            a -> {
              throw new NoClassDefFoundError("not there");
            });
    try (EngineSession session = open("threads")) {
      RemoteFuture<Object> future = session.submit(broken, CallOptions.none());
      assertThatThrownBy(future::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(NoClassDefFoundError.class);
      RemoteFuture<Integer> next = session.submit(Sample.INCREMENT, CallOptions.none(), 1);
      assertThat(next.join()).isEqualTo(2);
    }
  }

  @Test
  void manyThreadsMakeCallsAtOnce() throws InterruptedException {
    int threads = 8;
    int calls = 2_000;
    long[] sums = new long[threads];
    try (EngineSession session = open("threads")) {
      List<Thread> callers =
          IntStream.range(0, threads)
              .mapToObj(t -> new Thread(() -> sums[t] = sum(session, calls)))
              .toList();
      callers.forEach(Thread::start);
      for (Thread caller : callers) {
        caller.join();
      }
    }
    assertThat(sums).containsOnly((long) calls * (calls + 1) / 2);
  }

  private static long sum(EngineSession session, int calls) {
    List<RemoteFuture<Integer>> futures =
        IntStream.range(0, calls)
            .mapToObj(i -> session.<Integer>submit(Sample.INCREMENT, CallOptions.none(), i))
            .toList();
    return futures.stream().mapToLong(RemoteFuture::join).sum();
  }

  @Test
  void callsMadeWhileASessionClosesEitherEndOrAreRefused() throws InterruptedException {
    for (int round = 0; round < 50; round++) {
      EngineSession session = open("threads");
      CountDownLatch started = new CountDownLatch(1);
      Thread caller =
          new Thread(
              () -> {
                started.countDown();
                try {
                  while (true) {
                    session.<Integer>submit(Sample.INCREMENT, CallOptions.none(), 1).join();
                  }
                } catch (IllegalStateException e) {
                  assertThat(e).hasMessageContaining("is closed");
                }
              });
      caller.start();
      started.await();
      session.close();
      caller.join();
    }
  }

  @Test
  void whoAsksForTheStatusIsAnsweredAlsoWhereTheSessionCloses() throws Exception {
    AtomicReference<TaskStatus> told = new AtomicReference<>();
    Thread asking;
    Workers coy = new SimulatedWorkers(1, /* coy= */ true);
    try (EngineSession session = SimulatedWorkers.session(1, coy)) {
      RemoteFuture<Integer> future = session.submit(Sample.INCREMENT, CallOptions.none(), 1);
      asking = new Thread(() -> told.set(future.status()));
      asking.setDaemon(true);
      asking.start();
      future.join();
    }
    asking.join();
    assertThat(told).hasValue(TaskStatus.SUCCEEDED);
  }

  @Test
  void anInterruptOfAWaitingProgramLeavesTheCallAlone() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (EngineSession session = open("threads")) {
      RemoteFuture<Object> future = session.submit(Sample.AWAIT, CallOptions.none(), gate);
      Thread.currentThread().interrupt();
      assertThatThrownBy(future::get).isInstanceOf(InterruptedException.class);
      assertThat(future.isDone()).isFalse();
      gate.countDown();
      assertThat(future.get(30, TimeUnit.SECONDS)).isNull();
    }
  }
}
