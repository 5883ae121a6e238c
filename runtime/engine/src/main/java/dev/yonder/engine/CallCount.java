// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import java.util.concurrent.atomic.AtomicLong;

/** Counts a session's calls, and tells when all have ended. */
final class CallCount {
  private final AtomicLong made = new AtomicLong();
  private volatile long ended;
  private volatile long withoutResult;
  private volatile boolean watched;

  /** Counts a call that is made, and returns its number, from 0. */
  long makeCall() {
    return made.getAndIncrement();
  }

  /** Counts a call that has ended; used by the engine's thread alone. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  void ended(boolean hasNoResult) {
    if (hasNoResult) {
      withoutResult++;
    }
    ended++;
    if (watched && idle()) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  long made() {
    return made.get();
  }

  long ended() {
    return ended;
  }

  long withoutResult() {
    return withoutResult;
  }

  boolean idle() {
    return ended == made.get();
  }

  /** Waits until every call that was made has ended. */
  synchronized void awaitIdle() throws InterruptedException {
    watched = true;
    while (!idle()) {
      wait();
    }
  }
}
