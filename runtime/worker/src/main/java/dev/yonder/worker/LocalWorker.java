// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

/** A worker in this process. */
public interface LocalWorker {

  /** Returns the worker's name. */
  String id();

  /**
   * Waits, for an attempt of this worker that runs on this thread, until what it awaits has ended.
   *
   * <p>The attempt gives its processors back meanwhile, and has them again when this returns.
   *
   * @return whether it has ended, false if the time is over
   * @throws InterruptedException if the thread was interrupted before that
   */
  boolean await(Attempt attempt, Awaited awaited) throws InterruptedException;
}
