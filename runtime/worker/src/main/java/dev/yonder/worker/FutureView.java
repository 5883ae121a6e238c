// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A task's future as a {@link CompletableFuture}, whose dependent actions run on the callbacks.
 *
 * <p>A task that waits for it gives its processors back, as one that waits for the future itself.
 */
final class FutureView<T> extends CompletableFuture<T> {
  private final Executor callbacks;

  /** The task that is cancelled with this; null for what depends on a view. */
  private final @Nullable TaskFuture<T> task;

  private FutureView(@Nullable TaskFuture<T> task, Executor callbacks) {
    this.task = task;
    this.callbacks = callbacks;
  }

  static <T> FutureView<T> of(TaskFuture<T> task, Executor callbacks) {
    FutureView<T> view = new FutureView<>(task, callbacks);
    if (task.isDone()) {
      view.follow(task.end().join());
    } else {
      // Asked for at once, as the session may be closed before a callback is run.
      var unused = task.end().thenApply(FutureView::asked).thenAcceptAsync(view::follow, callbacks);
    }
    return view;
  }

  private static @Nullable Object asked(@Nullable Object ended) {
    if (ended instanceof Deferred deferred) {
      var unused = deferred.here();
    }
    return ended;
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // the stub's type; a method may return null
  private void follow(@Nullable Object ended) {
    if (ended instanceof Deferred deferred) {
      CompletableFuture<?> here = deferred.here();
      if (here.isDone()) {
        follow(deferred.resultOrEnd());
      } else {
        var unused = here.thenAcceptAsync(x -> follow(deferred.resultOrEnd()), callbacks);
      }
    } else if (ended instanceof End.Failure failure) {
      completeExceptionally(failure.cause());
    } else if (ended instanceof End.Cancellation cancellation) {
      completeExceptionally(new CancellationException(cancellation.message()));
    } else if (ended instanceof End.Released) {
      completeExceptionally(new IllegalStateException("the result was released"));
    } else {
      complete((T) ended);
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (task != null) {
      task.cancel(mayInterruptIfRunning);
    }
    return super.cancel(mayInterruptIfRunning);
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    if (task != null && !isDone()) {
      Awaited.forEver(task).await();
    }
    return super.get();
  }

  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (task != null && !isDone() && !Awaited.within(unit.toNanos(timeout), task).await()) {
      throw new TimeoutException("%s has not ended within %d %s".formatted(task, timeout, unit));
    }
    return super.get();
  }

  @Override
  public T join() {
    if (task != null && !isDone()) {
      Awaited.forEver(task).awaitUninterruptibly();
    }
    return super.join();
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new FutureView<>(null, callbacks);
  }

  @Override
  public Executor defaultExecutor() {
    return callbacks;
  }
}
