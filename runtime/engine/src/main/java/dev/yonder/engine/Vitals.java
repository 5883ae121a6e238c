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

  /** Returns the story of how the worker ended at the time, with them. */
  String before(long end, String story) {
    long seconds = Math.max(0, TimeUnit.NANOSECONDS.toSeconds(end - at));
    return String.format(
        Locale.ROOT,
        "with %,d of at most %,d MiB in its heap and a load of %.1f on its host %s before, %s",
        alive.heapUsed() / MIB,
        alive.heapMax() / MIB,
        alive.load(),
        seconds == 0 ? "less than a second" : seconds + " s",
        story);
  }
}
