// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.Session;
import dev.yonder.core.TaskSpec;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Something that a thread of a program or of a task waits for.
 *
 * @param end ends when it has happened, always normally
 * @param future the task that is waited for, or one of several
 * @param nanos the longest time to wait, {@link #FOR_EVER} for any
 */
public record Awaited(CompletableFuture<?> end, TaskFuture<?> future, long nanos) {
  /** As long as it takes. */
  public static final long FOR_EVER = Long.MAX_VALUE;

  static Awaited forEver(TaskFuture<?> future) {
    return new Awaited(future.end(), future, FOR_EVER);
  }

  static Awaited within(long nanos, TaskFuture<?> future) {
    return new Awaited(future.end(), future, nanos);
  }

  /** Waits, and returns whether it has happened in time. */
  public boolean await() throws InterruptedException {
    Attempt waiter = Attempt.current();
    return waiter == null ? park() : waiter.worker().await(waiter, this);
  }

  public void awaitUninterruptibly() {
    boolean interrupted = false;
    while (!end.isDone()) {
      try {
        await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits without giving anything back. */
  public boolean park() throws InterruptedException {
    try {
      if (nanos == FOR_EVER) {
        end.get();
      } else {
        end.get(nanos, TimeUnit.NANOSECONDS);
      }
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new AssertionError("what is awaited never ends exceptionally", e);
    }
  }

  /**
   * Returns the task that must end before the wait can; {@link TaskSpec#NO_PARENT} if that is not
   * one task of the session, or if the wait may end without it.
   */
  public long taskOf(Session session) {
    return nanos != FOR_EVER || future.session() != session ? TaskSpec.NO_PARENT : future.id();
  }
}
