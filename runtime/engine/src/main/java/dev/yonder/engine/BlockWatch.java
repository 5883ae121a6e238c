// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.spi.Backend;
import dev.yonder.spi.BackendException;
import dev.yonder.spi.BlockId;
import dev.yonder.spi.BlockStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Asks how far blocks have come, no more often than is polite and only where that is not known from
 * their workers; used by one thread.
 */
final class BlockWatch {
  private static final System.Logger LOG = System.getLogger("dev.yonder");

  /**
   * So many answers in a row may leave open what became of a block whose link has ended: its end
   * shows late, and one that was forgotten never.
   */
  private static final int MOST_LOOKS = 2;

  /** A batch system takes its time to find a node lost, and its word is worth some of ours. */
  private static final long LEAST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Backend backend;
  private final Blocks blocks;
  private final Ends ends;
  private final long period;
  private long next;
  private boolean failing;

  /** Takes notice of blocks that are over. */
  interface Ends {

    /** The worker of the block is lost, or it will never come; the block is not in use any more. */
    void ended(Block block, BlockStatus.End how);
  }

  BlockWatch(Backend backend, Blocks blocks, Duration period, Ends ends) {
    this.backend = backend;
    this.blocks = blocks;
    this.ends = ends;
    this.period = period.toNanos();
    this.next = System.nanoTime();
  }

  /** Looks at the blocks if it is time for that, and there is something to be learnt. */
  void look() {
    List<Block> unclear = blocks.where(block -> !block.needsNoLook());
    if (!unclear.isEmpty() && System.nanoTime() - next >= 0) {
      look(unclear);
      next = System.nanoTime() + period;
    }
  }

  private void look(List<Block> unclear) {
    List<Block> left = unclear.stream().filter(Block::linkEnded).toList();
    Map<BlockId, BlockStatus> seen;
    try {
      seen = backend.poll(Blocks.ids(unclear));
    } catch (BackendException e) {
      if (Thread.currentThread().isInterrupted()) {
        // The session is closed.
        return;
      }
      if (!failing) {
        LOG.log(
            System.Logger.Level.WARNING,
            "how far blocks have come is not known for now, because {0}",
            e.getMessage());
      }
      failing = true;
      return;
    }
    failing = false;
    for (Block block : unclear) {
      BlockId id = block.id();
      BlockStatus status = id == null ? null : seen.get(id);
      if (status != null && status.state() == BlockStatus.State.QUEUED && left.contains(block)) {
        queuedAgain(block, status);
      } else if (status != null) {
        observed(block, status);
      }
      if (block.lookedInVain(MOST_LOOKS, LEAST_WAIT_NANOS) && !block.over()) {
        abandon(block, status != null);
      }
    }
  }

  private void observed(Block block, BlockStatus status) {
    BlockStatus before = block.status();
    block.observed(status);
    if (status.end() != null) {
      ends.ended(block, status.end());
    } else if (status.state() == BlockStatus.State.QUEUED
        && !status.reason().isEmpty()
        && (before == null || !before.reason().equals(status.reason()))) {
      LOG.log(System.Logger.Level.DEBUG, "block {0} waits: {1}", block.id(), status.reason());
    }
  }

  /** Takes a block out of the queue whose worker was here already, as each joins once. */
  private void queuedAgain(Block block, BlockStatus status) {
    block.observed(Requeued.ended(status));
    cancel(List.of(block));
    ends.ended(block, BlockStatus.End.PREEMPTED);
  }

  /** Gives up a block with whose worker nobody can speak, whatever it still does. */
  private void abandon(Block block, boolean known) {
    block.observed(
        BlockStatus.ended(
            BlockStatus.End.CRASHED,
            known
                ? "block %s, which seemed to go on, was cancelled".formatted(block.id())
                : "nothing is known of what became of block %s".formatted(block.id())));
    cancel(List.of(block));
    ends.ended(block, BlockStatus.End.CRASHED);
  }

  /** Cancels blocks, as far as that is possible. */
  void cancel(List<Block> unwanted) {
    Set<BlockId> ids = Blocks.ids(unwanted);
    if (ids.isEmpty()) {
      return;
    }
    try {
      backend.cancel(ids);
    } catch (BackendException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "blocks {0} may go on until their time is over, because {1}",
          ids,
          e.getMessage());
    }
  }
}
