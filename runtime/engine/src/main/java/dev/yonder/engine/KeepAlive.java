// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

/**
 * Keeps the program alive while calls of the default session have not ended, and what the program
 * has attached to them has not run.
 *
 * <p>A program that makes calls without opening a session need not wait for them. The threads that
 * run them do not keep the program alive, as otherwise it would never end.
 */
final class KeepAlive {
  private static final long LINGER_MILLIS = 50;

  private final CallCount calls;
  private final Followers followers;
  private volatile boolean keeping;

  KeepAlive(CallCount calls, Followers followers) {
    this.calls = calls;
    this.followers = followers;
  }

  /** Keeps the program alive until all calls have ended, that which was just made included. */
  void callMade() {
    if (!keeping) {
      start();
    }
  }

  private synchronized void start() {
    if (!keeping) {
      keeping = true;
      new Thread(this::keep, "yonder-keep-alive").start();
    }
  }

  /**
   * Lingers a little, so that a program that makes one call after another needs only one thread.
   */
  private void keep() {
    try {
      do {
        keeping = true;
        do {
          // Even if all have ended: what follows them may not have.
          calls.awaitIdle();
          followers.await();
          Thread.sleep(LINGER_MILLIS);
        } while (!calls.idle());
        keeping = false;
      } while (!calls.idle());
    } catch (InterruptedException e) {
      // Somebody wants the program to end.
    }
  }
}
