// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** What is to be looked at when a time has come. */
final class Timers {
  private static final int TOLERATED_STALE = 1_000;

  /** Why a task is looked at. */
  enum Purpose {
    RETRY,
    WALLTIME,
    GRACE
  }

  /** A time for an attempt of a task; stale once the task has ended or made another attempt. */
  record Timer(long at, Purpose purpose, Task task, int attempt) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      return Long.compare(at, other.at);
    }

    boolean stale() {
      return task.ended() || task.attempts != attempt;
    }
  }

  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private int purgeAt = TOLERATED_STALE;

  void add(Timer timer) {
    timers.add(timer);
    if (timers.size() > purgeAt) {
      timers.removeIf(Timer::stale);
      purgeAt = Math.max(TOLERATED_STALE, timers.size() * 2);
    }
  }

  /** Returns the next time, {@link Long#MAX_VALUE} if there is none. */
  long next() {
    while (!timers.isEmpty() && timers.element().stale()) {
      timers.remove();
    }
    return timers.isEmpty() ? Long.MAX_VALUE : timers.element().at;
  }

  /** Removes and returns what has come by now, in order. */
  List<Timer> due(long now) {
    List<Timer> due = new ArrayList<>();
    while (next() <= now) {
      due.add(timers.remove());
    }
    return due;
  }
}
