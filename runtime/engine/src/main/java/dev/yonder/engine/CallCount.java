// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import java.util.concurrent.atomic.AtomicLong;

/** Counts a session's calls, and tells when all have ended. */
final class CallCount {
  private final AtomicLong made = new AtomicLong();

  /** Written by the engine's thread alone, with a plain count beside each for its own use. */
  private final AtomicLong ended = new AtomicLong();

  private final AtomicLong withoutResult = new AtomicLong();
  private long endedHere;
  private long withoutResultHere;
  private volatile boolean watched;

  /** Counts a call that is made, and returns its number, from 0. */
  long makeCall() {
    return made.getAndIncrement();
  }

  /** Leaves out so many numbers of calls. */
  void skip(long count) {
    made.addAndGet(count);
  }

  /** Counts the calls of numbers that were left out as ended; used by the engine's thread alone. */
  void skipped(long count) {
    endedHere += count;
    withoutResultHere += count;
  }

  /** Counts a call that has ended; used by the engine's thread alone. */
  void ended(boolean hasNoResult) {
    endedHere++;
    if (hasNoResult) {
      withoutResultHere++;
    }
  }

  /** Makes the count known to other threads; used by the engine's thread alone. */
  void publish() {
    if (ended.getPlain() == endedHere) {
      return;
    }
    withoutResult.setRelease(withoutResultHere);
    ended.set(endedHere);
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
    return ended.get();
  }

  long withoutResult() {
    return withoutResult.get();
  }

  boolean idle() {
    return ended.get() == made.get();
  }

  /** Waits until every call that was made has ended. */
  synchronized void awaitIdle() throws InterruptedException {
    watched = true;
    while (!idle()) {
      wait();
    }
  }

  /**
   * Waits until every call that was made has ended, also where this thread is interrupted.
   *
   * @param interruption what is done then, to have them end soon
   * @return whether it was interrupted; it is not any more
   */
  boolean awaitIdle(Runnable interruption) {
    boolean interrupted = false;
    while (!idle()) {
      try {
        awaitIdle();
      } catch (InterruptedException e) {
        interrupted = true;
        interruption.run();
      }
    }
    return interrupted;
  }
}
