// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.core.TaskSpec;

/**
 * A connection to one worker, used by the engine's thread alone; the worker reports into the
 * mailbox.
 *
 * <p>No method waits.
 */
interface WorkerLink {

  /** Hands over an attempt, which may be held back until {@link #flush}. */
  void run(TaskSpec task, int attempt);

  /**
   * Tells the worker to give up an attempt: not to start it, or else to interrupt it if asked. One
   * that the worker does not have is reported as stopped.
   */
  void stop(long task, int attempt, boolean interrupt);

  /**
   * Has the worker report which attempts have started, as far as it has not, and then runs the
   * action, on any thread.
   *
   * <p>Otherwise it need do so only where somebody depends on it: for attempts that have a
   * walltime, that wait for a task, or that are told to stop without an interrupt.
   */
  void reportStarted(Runnable then);

  /** Sends what is held back. */
  void flush();

  /** Has the process of the worker end at once, for the reason; its loss is then reported. */
  void kill(String reason);

  /**
   * Has the worker end, without waiting; nothing runs on it any more but attempts that could not be
   * stopped.
   */
  void close();
}
