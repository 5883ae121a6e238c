// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.CallOptions;
import dev.yonder.RemoteFuture;
import dev.yonder.Resources;
import dev.yonder.SessionStoppedException;
import dev.yonder.spi.BackendException;
import dev.yonder.spi.BlockId;
import dev.yonder.spi.BlockRequest;
import dev.yonder.spi.BlockStatus;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When blocks are submitted and cancelled that only wait; the time limit ends a hang. */
@Timeout(60)
class BlockWorkersTest {
  private static final Set<Thread.State> WAITS =
      EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

  private static EngineSession open(FakeBlocks blocks) {
    WorkerSettings settings = new WorkerSettings(List.of(), Map.of());
    WorkerSupply supply =
        new WorkerSupply(
            new Resources(blocks.policy().max(), 0, 0, Map.of()),
            /* enforced= */ true,
            /* lineage= */ true,
            Integer.MAX_VALUE,
            blocks.description(),
            blocks.policy(),
            mailbox -> new BlockWorkers("tried", blocks, settings, "127.0.0.1"));
    return SessionOpening.open(
        "tried",
        CommonSettings.of(Said.nothing("tried"), CallOptions.none()),
        supply,
        /* isDefault= */ false);
  }

  private static List<RemoteFuture<Integer>> calls(EngineSession session, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> session.<Integer>submit(Sample.INCREMENT, CallOptions.none(), i))
        .toList();
  }

  private static void assertGivenUp(List<RemoteFuture<Integer>> calls) {
    for (RemoteFuture<Integer> call : calls) {
      assertThatThrownBy(call::get).hasCauseInstanceOf(SessionStoppedException.class);
    }
  }

  @Test
  void aSessionThatWasGivenUpHasNoBlocks() throws Exception {
    FakeBlocks blocks = new FakeBlocks(/* init= */ 2, /* max= */ 2);
    try (EngineSession session = open(blocks)) {
      List<RemoteFuture<Integer>> calls = calls(session, 2);
      blocks.end("tried-1-1", BlockStatus.End.REJECTED);
      assertGivenUp(calls);
      blocks.await(() -> blocks.left().isEmpty() || blocks.submissions() > 1);
      assertThat(blocks.submissions()).isEqualTo(1);
    }
  }

  @Test
  void aSessionThatBrokeHasNoBlocks() throws Exception {
    FakeBlocks blocks = new FakeBlocks(/* init= */ 1, /* max= */ 1);
    try (EngineSession session = open(blocks)) {
      session.objects(
          book -> {
            throw new IllegalStateException("planted");
          });
      assertGivenUp(calls(session, 1));
      blocks.await(() -> blocks.left().isEmpty());
    }
  }

  @Test
  void anInterruptedThreadThatClosesLeavesNoBlocks() {
    FakeBlocks blocks = new FakeBlocks(/* init= */ 1, /* max= */ 1);
    try (EngineSession session = open(blocks)) {
      assertThat(session.profile()).isEqualTo("tried");
      Thread.currentThread().interrupt();
    }
    assertThat(Thread.interrupted()).isTrue();
    assertThat(blocks.left()).isEmpty();
  }

  @Test
  void aThreadThatIsInterruptedAsItOpensLeavesNoBlocks() {
    DoubtfulBlocks blocks = new DoubtfulBlocks();
    assertThatThrownBy(() -> open(blocks)).hasMessageContaining("whether it was is not known");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(blocks.left()).isEmpty();
  }

  /** Is interrupted when it has submitted, so it has to remove that in the end, by a command. */
  private static final class DoubtfulBlocks extends FakeBlocks {
    private final Set<BlockId> doubtful = new HashSet<>();

    DoubtfulBlocks() {
      super(/* init= */ 1, /* max= */ 1);
    }

    @Override
    public List<BlockId> submit(BlockRequest request) throws BackendException {
      doubtful.addAll(super.submit(request));
      Thread.currentThread().interrupt();
      throw BackendException.passing("whether it was is not known", null);
    }

    @Override
    public void close() {
      try {
        cancel(doubtful);
      } catch (BackendException e) {
        // They are left.
      }
      doubtful.clear();
    }
  }

  @Test
  void aSubmissionThatIsUnderWayAtTheEndIsCancelledWhenItIsKnown() throws Exception {
    SlowBlocks blocks = new SlowBlocks();
    try (EngineSession session = open(blocks)) {
      calls(session, 1);
      blocks.begun.await();
      session.cancelAll();
    }
    assertThat(blocks.submissions()).isEqualTo(1);
    assertThat(blocks.left()).isEmpty();
  }

  /** Takes what is submitted, but tells so only when this thread waits for that as it closes. */
  private static final class SlowBlocks extends FakeBlocks {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);
    private final Thread closer = Thread.currentThread();

    SlowBlocks() {
      super(/* init= */ 0, /* max= */ 1);
    }

    @Override
    public List<BlockId> submit(BlockRequest request) throws BackendException {
      begun.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      while (!WAITS.contains(closer.getState())) {
        Thread.onSpinWait();
      }
      List<BlockId> ids = super.submit(request);
      told.countDown();
      return ids;
    }

    @Override
    public void close() {
      try {
        told.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
