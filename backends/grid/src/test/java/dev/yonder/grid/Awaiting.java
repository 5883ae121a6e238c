// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what a cluster does in its own time. */
final class Awaiting {
  private static final int PERIOD_MILLIS = 50;

  private Awaiting() {}

  /**
   * Waits until something is so, however long that takes: what is never so is ended by the time
   * limit of the test, which interrupts it.
   *
   * @throws AssertionError with what it was, after an interrupt
   */
  static void until(String what, Callable<Boolean> reached) throws Exception {
    try {
      while (!reached.call()) {
        TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("there was no " + what + " in time", e);
    }
  }
}
