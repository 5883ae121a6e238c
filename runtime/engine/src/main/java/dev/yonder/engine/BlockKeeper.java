// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the blocks of a session, in a thread of its own, until that is closed or given up.
 */
final class BlockKeeper {
  private static final System.Logger LOG = System.getLogger("dev.yonder");
  private static final long TICK_MILLIS = 100;

  /** How long a command may take to end that is interrupted, or files to be written. */
  private static final long END_LIMIT_MILLIS = 10_000;

  private final Blocks blocks;
  private final BlockPlan plan;
  private final BlockWatch watch;
  private final BlockSession session;
  private final AtomicReference<BlockPlan.@Nullable Seen> seen = new AtomicReference<>();
  private final Thread thread = new Thread(this::keep, "yonder-blocks");

  /**
   * Whether an answer is to come; the keeper's. Another one that was asked for meanwhile would come
   * after blocks were submitted that it does not count.
   */
  private boolean asked;

  // Guarded by this.
  private boolean ending;

  /** Whether the blocks are being cancelled, which is not to be interrupted. */
  private boolean cancels;

  BlockKeeper(Blocks blocks, BlockPlan plan, BlockWatch watch, BlockSession session) {
    this.blocks = blocks;
    this.plan = plan;
    this.watch = watch;
    this.session = session;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Has the thread end, as the session is being closed. */
  synchronized void end() {
    ending = true;
    if (!cancels) {
      thread.interrupt();
    }
  }

  /** Waits until the thread has ended, which may have blocks that nobody else knows yet. */
  void awaitEnd() {
    try {
      thread.join(END_LIMIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keep() {
    try {
      while (!session.isOver()) {
        watch.look();
        BlockPlan.Seen last = seen.getAndSet(null);
        if (last != null && !session.isOver()) {
          asked = false;
          plan.look(last);
          retireDraining(last.load());
        }
        if (!asked) {
          asked = true;
          session.see(seen::set);
        }
        TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
      }
    } catch (InterruptedException e) {
      // The session is closed.
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "the blocks of the session are not looked after", e);
      session.giveUp("looking after its blocks failed, which is a fault of Yonder's: " + e);
    }
    cancelAll();
  }

  private void retireDraining(Engine.Load load) {
    for (Block block : blocks.where(Block::drains)) {
      Long handed = load.idle().get(block.name());
      if (handed != null) {
        session.retire(block.name(), handed);
      }
    }
  }

  /**
   * Cancels the blocks of a session that was given up, unless it is closed at once: their workers
   * would wait for calls until it is, and none can come.
   */
  private void cancelAll() {
    synchronized (this) {
      if (ending) {
        return;
      }
      cancels = true;
    }
    watch.cancel(blocks.all());
  }
}
