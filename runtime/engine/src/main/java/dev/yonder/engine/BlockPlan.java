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

  /** Asks for blocks, or ends some, as the load makes that right; called again and again. */
  void look(Engine.Load load);
}
