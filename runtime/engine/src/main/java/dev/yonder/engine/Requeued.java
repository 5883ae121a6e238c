// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.spi.BlockStatus;

/**
 * What becomes of a block that a batch system has put back into its queue after it had started.
 *
 * <p>Its worker has been here, and what it ran is run elsewhere. Started once more it would be
 * refused, perhaps hours later, so it is over for its session, which cancels it.
 */
final class Requeued {

  private Requeued() {}

  /** Returns that the block is over, from what was said of it when it waited again. */
  static BlockStatus ended(BlockStatus waits) {
    String said = waits.reason().isEmpty() ? "" : waits.reason() + "; ";
    return BlockStatus.ended(
        BlockStatus.End.PREEMPTED,
        said + "it had started and was queued again, so it was cancelled and is replaced");
  }
}
