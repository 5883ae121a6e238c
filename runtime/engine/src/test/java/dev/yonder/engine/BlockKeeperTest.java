// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.spi.BlockStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the thread that looks after blocks goes by; the time limit ends a hang. */
@Timeout(60)
class BlockKeeperTest {

  @Test
  void asksForTheWorkWhenWhatItWasToldWasUsed() throws Exception {
    Asked asked = new Asked();
    BlockWatch watch =
        new BlockWatch(
            new FakeBlocks(/* init= */ 0, /* max= */ 1),
            new Blocks(),
            Duration.ofMillis(1),
            (block, how) -> {});
    BlockKeeper keeper = new BlockKeeper(new Blocks(), asked, watch, asked);
    keeper.start();
    try {
      asked.await(() -> asked.rounds > 3);
      assertThat(asked.questions).hasSize(1);
      BlockPlan.Seen told = new BlockPlan.Seen(0, 0, new Engine.Load(0, Map.of()));
      asked.questions.get(0).accept(told);
      asked.await(() -> asked.questions.size() > 1);
      assertThat(asked.looks).containsExactly(told);
    } finally {
      keeper.end();
      keeper.awaitEnd();
    }
  }

  /** A session, and a plan, that note what is asked and told. */
  private static final class Asked implements BlockSession, BlockPlan {
    private final List<Consumer<Seen>> questions = new ArrayList<>();
    private final List<Seen> looks = new ArrayList<>();
    private int rounds;

    synchronized void await(BooleanSupplier condition) throws InterruptedException {
      while (!condition.getAsBoolean()) {
        wait();
      }
    }

    @Override
    public synchronized boolean isOver() {
      rounds++;
      notifyAll();
      return false;
    }

    @Override
    public synchronized void see(Consumer<Seen> told) {
      questions.add(told);
      notifyAll();
    }

    @Override
    public synchronized void look(Seen seen) {
      looks.add(seen);
    }

    @Override
    public void begin() {}

    @Override
    public void joined(Block block) {}

    @Override
    public void ended(Block block, BlockStatus.End how) {}

    @Override
    public void ready() {}

    @Override
    public void giveUp(String reason) {
      throw new AssertionError(reason);
    }

    @Override
    public void retire(String worker, long handed) {
      throw new AssertionError("a worker where there is none: " + worker);
    }

    @Override
    public void linkEnded(Block block) {}

    @Override
    public void await(Block block, Process process) {}
  }
}
