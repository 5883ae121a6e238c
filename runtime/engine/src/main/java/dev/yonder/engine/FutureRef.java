// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.worker.TaskFuture;
import dev.yonder.worker.TaskSession;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Refers to the future of a call, which the engine must complete, but not keep beyond that: a large
 * result is deleted when the program does not refer to its future any more.
 */
final class FutureRef {
  private final long id;
  private final TaskSession session;
  private final WeakReference<TaskFuture<?>> weak;
  private volatile @Nullable TaskFuture<?> strong;

  FutureRef(TaskFuture<?> future) {
    this.id = future.id();
    this.session = future.session();
    this.weak = new WeakReference<>(future);
    this.strong = future;
  }

  /** Returns the number of the call's task. */
  long id() {
    return id;
  }

  TaskSession session() {
    return session;
  }

  /** Returns the future, null if it has ended and nobody refers to it any more. */
  @Nullable TaskFuture<?> get() {
    TaskFuture<?> future = strong;
    return future != null ? future : weak.get();
  }

  /** Keeps the future no longer. */
  void weaken() {
    strong = null;
  }
}
