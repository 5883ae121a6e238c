// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Futures in the order in which they end; one thread adds and takes. */
final class Completions<R> {
  private final ArrayDeque<TaskFuture<R>> ended = new ArrayDeque<>();

  /** Ends when a future does; there only while the thread waits for one. */
  private @Nullable CompletableFuture<@Nullable Void> arrival;

  void add(TaskFuture<R> future) {
    var unused = future.end().thenRun(() -> arrived(future));
  }

  /**
   * Waits until one of the futures has ended that were not taken, and returns it.
   *
   * @param oldest one of them, for the scheduler to tell whether it can ever end
   */
  TaskFuture<R> take(TaskFuture<R> oldest) {
    while (true) {
      CompletableFuture<@Nullable Void> next;
      synchronized (this) {
        TaskFuture<R> first = ended.poll();
        if (first != null) {
          return first;
        }
        next = new CompletableFuture<>();
        arrival = next;
      }
      new Awaited(next, oldest, Awaited.FOR_EVER).awaitUninterruptibly();
    }
  }

  private void arrived(TaskFuture<R> future) {
    CompletableFuture<@Nullable Void> awaited;
    synchronized (this) {
      ended.add(future);
      awaited = arrival;
      arrival = null;
    }
    if (awaited != null) {
      awaited.complete(null);
    }
  }
}
