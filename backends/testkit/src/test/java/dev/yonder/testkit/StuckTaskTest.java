// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.CallOptions;
import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.TaskTimeoutException;
import dev.yonder.Yonder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A task that ignores that it is told to stop, beside another one in the same process; the time
 * limit only ends a hang.
 */
@Timeout(120)
class StuckTaskTest {
  /** What a stubborn task is given up after. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** Enough for any other task to end after its interrupt, and so costs no time. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What a call outlives. */
  private static final CallOptions SHORT = CallOptions.none().walltime(Duration.ofMillis(100));

  /**
   * Enough for a call on a busy machine to return at once, even if it is a process's first; and if
   * not, there are more attempts.
   */
  private static final CallOptions AMPLE =
      CallOptions.none().walltime(Duration.ofSeconds(2)).retries(9);

  private final Session session = open(GRACE);

  private static Session open(Duration grace) {
    return Yonder.builder()
        .profile("processes")
        .cpus(2)
        .workers(1)
        .progress(false)
        .retryDelay(Duration.ofMillis(1))
        .cancelGrace(grace)
        .open();
  }

  @AfterEach
  void close() {
    // Where a test fails, its tasks wait at gates that nobody opens any more.
    session.cancelAll();
    session.close();
  }

  /** Starts a stubborn task and cancels it, and returns its gate when it was given up. */
  private static String loseASlot() throws Exception {
    String gate = Gates.fresh();
    RemoteFuture<Void> stubborn = WorkRemote.stubborn(gate);
    Gates.awaitArrival(gate);
    stubborn.cancel(true);
    assertThatThrownBy(stubborn::get)
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("Work.stubborn");
    return gate;
  }

  @Test
  void leavesANeighbourThatMustRunOnceItsWorkerUntilThatIsDone() throws Exception {
    String gate = Gates.fresh();
    RemoteFuture<Long> once = HarmRemote.processOnce(gate);
    ProcessHandle worker = ProcessHandle.of(Gates.awaitTold(gate)).orElseThrow();
    String interrupts = loseASlot() + " interrupts";
    // The worker lives on, so what it has to count comes, however late.
    while (Gates.counted(interrupts) == 0) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    RemoteFuture<Long> later = HarmRemote.here();
    assertThat(worker.isAlive()).isTrue();
    Gates.open(gate);
    assertThat(once.get()).isEqualTo(worker.pid());
    worker.onExit().get();
    assertThat(later.get()).as("runs on the next worker").isNotEqualTo(worker.pid());
    assertThat(Gates.counted(gate)).isEqualTo(1);
    assertThat(Gates.counted(interrupts)).isEqualTo(1);
  }

  @Test
  void hasANeighbourRepeatedElsewhereThatMayBe() throws Exception {
    String gate = Gates.fresh();
    RemoteFuture<Long> idempotent = HarmRemote.process(gate);
    ProcessHandle worker = ProcessHandle.of(Gates.awaitTold(gate)).orElseThrow();
    loseASlot();
    worker.onExit().get();
    Gates.open(gate);
    assertThat(idempotent.get()).isNotEqualTo(worker.pid());
    assertThat(Gates.counted(gate)).isEqualTo(2);
  }

  @Test
  void costsTheResultsOnItsWorkerNothingButTime() throws Exception {
    String counter = Gates.fresh();
    RemoteFuture<double[]> kept = LargeRemote.fill(counter, 100_000, 3);
    long worker = LargeRemote.whereIs(kept).get();
    loseASlot();
    ProcessHandle.of(worker).ifPresent(process -> process.onExit().join());
    assertThat(kept.get()).hasSize(100_000).containsOnly(3);
    assertThat(Gates.counted(counter)).isEqualTo(2);
  }

  @Test
  void manyTimesIsNotBlamedOnItsNeighbours() throws Exception {
    String gate = Gates.fresh();
    RemoteFuture<Long> neighbour = HarmRemote.process(gate);
    Gates.awaitTold(gate);
    for (int i = 0; i < 4; i++) {
      loseASlot();
    }
    Gates.open(gate);
    assertThat(neighbour.get()).isPositive();
  }

  @Test
  void thatOutlivesItsWalltimeTakesItsWorkerWithItOnlyIfItIgnoresItsInterrupt() throws Exception {
    try (Session patient = open(PATIENCE)) {
      long worker = HarmRemote.on(patient).here().get();
      assertThatThrownBy(() -> WorkRemote.on(patient).with(SHORT).passGate(Gates.fresh()).get())
          .hasCauseInstanceOf(TaskTimeoutException.class)
          .hasMessageContaining("ran longer than its walltime of 100ms in attempt 1")
          .hasMessageContaining("@Remote(walltime = …) or CallOptions.walltime");
      assertThat(HarmRemote.on(patient).here().get()).isEqualTo(worker);
    }
    String gate = Gates.fresh();
    RemoteFuture<Long> once = HarmRemote.on(session).processOnce(gate);
    long worker = Gates.awaitTold(gate);
    assertThatThrownBy(() -> WorkRemote.with(SHORT).stubborn(Gates.fresh()).get())
        .hasCauseInstanceOf(TaskTimeoutException.class)
        .hasMessageContaining("ran longer than its walltime of 100ms in attempt 1");
    Gates.open(gate);
    assertThat(once.get()).isEqualTo(worker);
    assertThat(Gates.counted(gate)).isEqualTo(1);
    ProcessHandle.of(worker).ifPresent(process -> process.onExit().join());
    assertThat(HarmRemote.here().get()).isNotEqualTo(worker);
  }

  @Test
  void callsInVainAfterItsWalltime() throws Exception {
    String once = Gates.fresh();
    RemoteFuture<Long> neighbour = HarmRemote.processOnce(once);
    Gates.awaitTold(once);
    String gate = Gates.fresh();
    String told = Gates.fresh();
    assertThatThrownBy(() -> WorkRemote.with(SHORT).stubbornThenCalls(gate, told).get())
        .hasCauseInstanceOf(TaskTimeoutException.class);
    Gates.open(gate);
    assertThat(Gates.awaitTold(told)).as("whether the call was cancelled").isEqualTo(1);
    Gates.open(once);
    assertThat(neighbour.get()).isPositive();
  }

  @Test
  void isRepeatedAsAskedAfterItsWalltime() throws Exception {
    assertThat(WorkRemote.with(AMPLE).stubbornUntil(Gates.fresh(), 3).get())
        .isGreaterThanOrEqualTo(3);
    CallOptions inVain = SHORT.retries(2);
    // A worker that was given up would have cost the neighbours attempts of theirs.
    try (Session patient = open(PATIENCE)) {
      assertThat(WorkRemote.on(patient).with(AMPLE).outlivesUntil(Gates.fresh(), 3).get())
          .isGreaterThanOrEqualTo(3);
      List<RemoteFuture<Integer>> hopeless =
          IntStream.range(0, 3)
              .mapToObj(i -> WorkRemote.on(patient).with(inVain).outlivesUntil(Gates.fresh(), 9))
              .toList();
      for (RemoteFuture<Integer> each : hopeless) {
        assertThatThrownBy(each::get)
            .hasCauseInstanceOf(TaskTimeoutException.class)
            .hasMessageContaining("in attempt 3");
      }
    }
  }
}
