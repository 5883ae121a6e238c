// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

/**
 * Keeps the program alive while calls of the default session have not ended.
 *
 * <p>A program that makes calls without opening a session need not wait for them. The threads that
 * run them do not keep the program alive, as otherwise it would never end.
 */
final class KeepAlive {
  private static final long LINGER_MILLIS = 50;

  private final CallCount calls;
  private volatile boolean keeping;

  KeepAlive(CallCount calls) {
    this.calls = calls;
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
    do {
      keeping = true;
      while (!calls.idle()) {
        try {
          calls.awaitIdle();
          Thread.sleep(LINGER_MILLIS);
        } catch (InterruptedException e) {
          return;
        }
      }
      keeping = false;
    } while (!calls.idle());
  }
}
