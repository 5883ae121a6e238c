// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.TaskFailedException;
import dev.yonder.TaskId;
import dev.yonder.TaskStatus;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The future of a call that has ended. */
record DoneFuture<T>(Session session, @Nullable T value, @Nullable Throwable failure)
    implements RemoteFuture<T> {

  @Nullable T valueOrThrow() throws Throwable {
    if (failure != null) {
      throw failure;
    }
    return value;
  }

  @Override
  @SuppressWarnings("NullAway") // a null result is what the method returned
  public T get() throws ExecutionException {
    if (failure != null) {
      throw new ExecutionException(failure);
    }
    return value;
  }

  @Override
  public T get(long timeout, TimeUnit unit) throws ExecutionException {
    return get();
  }

  @Override
  public T join() {
    try {
      return get();
    } catch (ExecutionException failed) {
      throw new TaskFailedException("failed", failed);
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    return false;
  }

  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public boolean isDone() {
    return true;
  }

  @Override
  public TaskId taskId() {
    return new TaskId(0);
  }

  @Override
  public TaskStatus status() {
    return failure == null ? TaskStatus.SUCCEEDED : TaskStatus.FAILED;
  }

  @Override
  public String log() {
    return "";
  }

  @Override
  public void release() {}

  @Override
  public CompletableFuture<T> toCompletableFuture() {
    return failure == null
        ? CompletableFuture.completedFuture(value)
        : CompletableFuture.failedFuture(failure);
  }
}
