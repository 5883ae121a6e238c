// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.wire.Message;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What a worker said of itself last.
 *
 * @param at when it was heard, as {@link System#nanoTime} tells
 */
record Vitals(Message.Alive alive, long at) {
  private static final long MIB = 1 << 20;

  /** Returns them in words for the story of a worker that ended at the time. */
  String before(long end) {
    long seconds = Math.max(0, TimeUnit.NANOSECONDS.toSeconds(end - at));
    return String.format(
        Locale.ROOT,
        "%s before its end its heap held %,d of at most %,d MiB, and the load of its host was %.1f",
        seconds == 0 ? "less than a second" : seconds + " s",
        alive.heapUsed() / MIB,
        alive.heapMax() / MIB,
        alive.load());
  }
}
