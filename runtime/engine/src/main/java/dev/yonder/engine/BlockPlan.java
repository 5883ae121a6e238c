// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.spi.BackendException;
import dev.yonder.spi.BlockStatus;

/** Decides which blocks a session has. */
interface BlockPlan {

  /**
   * Asks for the first blocks.
   *
   * @throws BackendException if none can be had
   */
  void begin() throws BackendException;

  /** Takes notice that the worker of a block has joined; called by any thread. */
  void joined(Block block);

  /** Takes notice that a block is over, which is not among the others any more. */
  void ended(Block block, BlockStatus.End how);

  /** Asks for blocks, or ends some, as what was seen makes that right; called again and again. */
  void look(Seen seen);

  /**
   * What there is to do, and who there is to do it.
   *
   * <p>The blocks are counted first. So a worker that joins later has been counted as coming, even
   * where it has taken its work already, and nobody is asked for in its place.
   *
   * @param present the blocks that were submitted and are not over
   * @param coming those of them whose workers have not joined
   * @param load the work, as of after the blocks were counted
   */
  record Seen(int present, int coming, Engine.Load load) {}
}
