// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import dev.yonder.core.Event.CancelRequested;
import dev.yonder.core.Event.Report;
import dev.yonder.core.Event.TaskSubmitted;

/**
 * The last events, to be told when something went wrong.
 *
 * <p>Keeps numbers and types only, so that it holds no value of a user alive.
 */
final class Story {
  private static final int LENGTH = 512;
  private static final int MASK = LENGTH - 1;

  private final Class<?>[] types = new Class<?>[LENGTH];
  private final long[] tasks = new long[LENGTH];
  private final long[] times = new long[LENGTH];
  private long count;

  void add(Event event, long now) {
    int at = (int) (count++ & MASK);
    types[at] = event.getClass();
    tasks[at] = task(event);
    times[at] = now;
  }

  /** Returns the last events in order, one a line. */
  String tell() {
    StringBuilder text = new StringBuilder();
    for (long i = Math.max(0, count - LENGTH); i < count; i++) {
      int at = (int) (i & MASK);
      text.append("%n  %d ns %s".formatted(times[at], types[at].getSimpleName()));
      if (tasks[at] >= 0) {
        text.append(" task-").append(tasks[at]);
      }
    }
    return text.toString();
  }

  private static long task(Event event) {
    if (event instanceof Report report) {
      return report.task();
    }
    if (event instanceof TaskSubmitted submitted) {
      return submitted.task().id();
    }
    return event instanceof CancelRequested cancel ? cancel.task() : -1;
  }
}
