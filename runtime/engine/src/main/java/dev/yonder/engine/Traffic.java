// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.wire.Message;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Asks workers for objects, for no more at a time than this process and they have room for; used by
 * the engine's thread alone.
 *
 * <p>What arrives takes room here until it is written to those who wait for it. One object may
 * always move, however large.
 */
final class Traffic {
  private static final int PART_OF_HEAP = 8;

  /** What one worker has to send, which takes room in its heap, too; it keeps a link busy. */
  private static final long MOST_OF_ONE = 16 << 20;

  /** How many objects of busy workers are looked past for one of another worker. */
  private static final int MOST_PASSED_OVER = 64;

  /** Nobody tells that something has been written, so that is looked at while it matters. */
  private static final Executor LATER = CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS);

  private final Map<String, ObjectLink> links;
  private final long most;
  private final Consumer<Runnable> engine;

  /** In the order in which they were wanted. */
  private final Map<Long, Wanted> waiting = new LinkedHashMap<>();

  private final Map<Long, Wanted> asked = new HashMap<>();
  private long askedBytes;
  private final Map<ObjectLink, Long> askedOf = new HashMap<>();
  private boolean looksLater;

  private record Wanted(long bytes, ObjectLink holder) {}

  /**
   * Constructs the traffic of the links.
   *
   * @param heapBytes the size of the heap of this process
   * @param engine has the engine's thread do something
   */
  Traffic(Map<String, ObjectLink> links, long heapBytes, Consumer<Runnable> engine) {
    this.links = links;
    this.most = heapBytes / PART_OF_HEAP;
    this.engine = engine;
  }

  /** Asks for an object as soon as there is room. */
  void ask(long object, long bytes, ObjectLink holder) {
    waiting.put(object, new Wanted(bytes, holder));
    look();
  }

  /** Takes notice that an object is here, or that nobody waits for it any more. */
  void over(long object) {
    waiting.remove(object);
    Wanted was = asked.remove(object);
    if (was != null) {
      count(was, -was.bytes);
      look();
    }
  }

  private void look() {
    if (waiting.isEmpty()) {
      return;
    }
    long moving = askedBytes;
    for (ObjectLink link : links.values()) {
      moving += link.unwrittenBytes();
    }
    Iterator<Map.Entry<Long, Wanted>> next = waiting.entrySet().iterator();
    int passedOver = 0;
    while (next.hasNext() && passedOver < MOST_PASSED_OVER) {
      Map.Entry<Long, Wanted> first = next.next();
      Wanted wanted = first.getValue();
      if (moving > 0 && moving + wanted.bytes > most) {
        break;
      }
      if (fits(wanted)) {
        next.remove();
        asked.put(first.getKey(), wanted);
        count(wanted, wanted.bytes);
        moving += wanted.bytes;
        wanted.holder.send(new Message.Fetch(first.getKey(), /* await= */ false));
      } else {
        passedOver++;
      }
    }
    if (!waiting.isEmpty() && !looksLater) {
      looksLater = true;
      LATER.execute(() -> engine.accept(this::lookAgain));
    }
  }

  private void count(Wanted wanted, long bytes) {
    askedBytes += bytes;
    askedOf.merge(
        wanted.holder, bytes, (was, more) -> was + more == 0 ? null : (Long) (was + more));
  }

  private boolean fits(Wanted wanted) {
    long others = askedOf.getOrDefault(wanted.holder, 0L);
    return others == 0 || others + wanted.bytes <= MOST_OF_ONE;
  }

  private void lookAgain() {
    looksLater = false;
    look();
  }
}
