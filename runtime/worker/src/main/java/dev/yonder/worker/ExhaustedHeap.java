// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.wire.Link;
import org.jspecify.annotations.Nullable;

/**
 * Ends a worker process whose heap stays full, or that has lost a thread of its own to that: other
 * tasks would fail on it through no fault of theirs, and it could not even say so.
 */
final class ExhaustedHeap {
  /** The status with which such a process ends. */
  static final int STATUS = 4;

  private static final double FULL = 0.9;
  private static final String OWN_THREADS = "yonder-";
  private static final int RESERVE_BYTES = 2 << 20;

  /** What it takes to say that there is no room; given up when that is to be said. */
  @SuppressWarnings("UnusedVariable") // it takes room
  private static volatile byte @Nullable [] reserve = new byte[RESERVE_BYTES];

  private ExhaustedHeap() {}

  /** Has the process end with the first thread of Yonder's that dies for want of memory. */
  static void endWithOwnThreads() {
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) -> {
          if (thrown instanceof OutOfMemoryError && thread.getName().startsWith(OWN_THREADS)) {
            end("its heap was exhausted");
          } else if (before != null) {
            before.uncaughtException(thread, thrown);
          } else {
            System.err.print("Exception in thread \"" + thread.getName() + "\" ");
            thrown.printStackTrace();
          }
        });
  }

  /** Makes room for the report of what a task has thrown, if the heap is exhausted. */
  static void before(Throwable thrown) {
    if (thrown instanceof OutOfMemoryError) {
      reserve = null;
    }
  }

  /**
   * Takes notice of what a task has thrown, which was reported: if the task has exhausted the heap
   * and what it leaves still fills it, the process ends after the report was written.
   */
  static void after(Throwable thrown, String task, Link link) {
    if (!(thrown instanceof OutOfMemoryError)) {
      return;
    }
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long used = runtime.totalMemory() - runtime.freeMemory();
    if (used > FULL * runtime.maxMemory()) {
      link.close();
      end(
          "%s exhausted its heap, and what it has left there, as in static fields, still fills %d of"
                  .formatted(task, used >> 20)
              + " %d MiB".formatted(runtime.maxMemory() >> 20));
    }
    reserve = new byte[RESERVE_BYTES];
  }

  private static void end(String reason) {
    reserve = null;
    try {
      System.err.println("yonder worker: ends because " + reason);
    } finally {
      Runtime.getRuntime().halt(STATUS);
    }
  }
}
