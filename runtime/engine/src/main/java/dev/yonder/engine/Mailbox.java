// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.core.Event;
import dev.yonder.worker.Reports;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What other threads have for the engine: any thread puts, one thread takes all there is.
 *
 * <p>A stack that is turned round when taken: putting is one compare-and-set, and the taking thread
 * is woken only if it sleeps, since waking costs more than everything else together.
 */
final class Mailbox implements Reports {
  private final AtomicReference<@Nullable Letter> last = new AtomicReference<>();

  /** The taking thread while it sleeps or is about to. */
  private volatile @Nullable Thread sleeper;

  /** An item and those that were put before it. */
  static final class Letter {
    final Object item;
    @Nullable Letter next;

    private Letter(Object item) {
      this.item = item;
    }
  }

  /** Puts an item and wakes the taking thread. */
  void put(Object item) {
    putQuietly(item);
    Thread asleep = sleeper;
    if (asleep != null) {
      LockSupport.unpark(asleep);
    }
  }

  @Override
  public void report(Event.Report report) {
    put(report);
  }

  @Override
  public void reportQuietly(Event.Report report) {
    putQuietly(report);
  }

  /** Puts an item that can wait until another one wakes the taking thread. */
  void putQuietly(Object item) {
    Letter letter = new Letter(item);
    do {
      letter.next = last.get();
    } while (!last.compareAndSet(letter.next, letter));
  }

  /**
   * Takes everything, in the order in which it was put; null if nothing came.
   *
   * @param nanos how long to wait for something, {@link Long#MAX_VALUE} for ever
   */
  @Nullable Letter take(long nanos) {
    if (last.get() == null && nanos > 0) {
      sleeper = Thread.currentThread();
      if (last.get() == null) {
        if (nanos == Long.MAX_VALUE) {
          LockSupport.park(this);
        } else {
          LockSupport.parkNanos(this, nanos);
        }
      }
      sleeper = null;
    }
    return inOrder(last.getAndSet(null));
  }

  private static @Nullable Letter inOrder(@Nullable Letter lastPut) {
    Letter first = null;
    Letter letter = lastPut;
    while (letter != null) {
      Letter before = letter.next;
      letter.next = first;
      first = letter;
      letter = before;
    }
    return first;
  }
}
