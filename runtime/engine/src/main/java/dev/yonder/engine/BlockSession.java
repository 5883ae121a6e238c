// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import java.util.function.Consumer;

/** What those who look after blocks can have done to the session. */
interface BlockSession {

  /** The session can be used. */
  void ready();

  /** The session can never be used, or not any more; the reason completes "because …". */
  void giveUp(String reason);

  /** Tells whether blocks are of no more use, as the session is being closed or was given up. */
  boolean isOver();

  /** Counts the blocks, and then, in the engine's time, the work. */
  void see(Consumer<BlockPlan.Seen> told);

  /** Lets an idle worker go, unless it was handed more attempts than so many. */
  void retire(String worker, long handed);

  /** The link of a block has ended, or has to. */
  void linkEnded(Block block);

  /** Takes the worker that comes by the streams of a process, and returns when it has joined. */
  void await(Block block, Process process) throws java.io.IOException;
}
