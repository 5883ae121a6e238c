// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.TaskFailedException;
import dev.yonder.TaskId;
import dev.yonder.TaskStatus;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The future of a task of a local engine. */
final class TaskFuture<T> implements RemoteFuture<T> {
  private static final VarHandle CLAIM;
  private static final int UNCLAIMED = 0;
  private static final int HANDED_OVER = 1;
  private static final int CANCELLED_EARLY = 2;

  static {
    try {
      CLAIM = MethodHandles.lookup().findVarHandle(TaskFuture.class, "claim", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long id;
  private final EngineSession session;

  /**
   * Ends with the result or with an {@link End}, always normally: a method's own {@code
   * CancellationException} or {@code CompletionException} would otherwise be taken for the
   * future's.
   */
  private final CompletableFuture<@Nullable Object> end = new CompletableFuture<>();

  /** Who decides over the task: the scheduler once it is handed over, before that a cancel. */
  @SuppressWarnings("unused") // through CLAIM
  private volatile int claim;

  private volatile @Nullable TaskLog log;

  /** The calls that need the result and have not ended, and whether it was given up. */
  private int uses;

  private boolean released;

  TaskFuture(long id, EngineSession session) {
    this.id = id;
    this.session = session;
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    if (!end.isDone()) {
      Awaited.forEver(this).await();
    }
    return got();
  }

  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (!end.isDone() && !Awaited.within(unit.toNanos(timeout), this).await()) {
      throw new TimeoutException("task-%d has not ended within %d %s".formatted(id, timeout, unit));
    }
    return got();
  }

  @Override
  public T join() {
    if (!end.isDone()) {
      Awaited.forEver(this).awaitUninterruptibly();
    }
    Object ended = end.join();
    if (ended instanceof End.Failure failure) {
      throw unchecked(failure.cause());
    }
    return resultOf(ended);
  }

  private static RuntimeException unchecked(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException exception
        ? exception
        : new TaskFailedException("the remote method threw " + cause, cause);
  }

  private T got() throws ExecutionException {
    Object ended = end.join();
    if (ended instanceof End.Failure failure) {
      throw new ExecutionException(failure.cause());
    }
    return resultOf(ended);
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // the stub's type; a method may return null
  private T resultOf(@Nullable Object ended) {
    if (ended instanceof End.Cancellation cancellation) {
      throw new CancellationException(cancellation.message());
    }
    if (ended instanceof End.Released) {
      throw new IllegalStateException("the result of task-" + id + " was released");
    }
    return (T) ended;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (end.isDone()) {
      return false;
    }
    if (CLAIM.compareAndSet(this, UNCLAIMED, CANCELLED_EARLY)) {
      end.complete(new End.Cancellation("task-" + id + " was cancelled"));
    }
    session.requestCancel(id, mayInterruptIfRunning);
    return true;
  }

  /** Returns whether the task may be handed to a worker: not if it was cancelled before. */
  boolean claim() {
    return (int) CLAIM.getVolatile(this) == HANDED_OVER
        || CLAIM.compareAndSet(this, UNCLAIMED, HANDED_OVER);
  }

  @Override
  public boolean isCancelled() {
    return end.getNow(null) instanceof End.Cancellation;
  }

  @Override
  public boolean isDone() {
    return end.isDone();
  }

  @Override
  public TaskId taskId() {
    return new TaskId(id);
  }

  long id() {
    return id;
  }

  @Override
  public Session session() {
    return session;
  }

  @Override
  public TaskStatus status() {
    if (!end.isDone()) {
      TaskStatus status = session.statusOf(id);
      if (!end.isDone()) {
        return status;
      }
    }
    Object ended = end.join();
    return ended instanceof End.Failure
        ? TaskStatus.FAILED
        : ended instanceof End.Cancellation ? TaskStatus.CANCELLED : TaskStatus.SUCCEEDED;
  }

  @Override
  public String log() {
    TaskLog printed = log;
    return printed == null ? "" : printed.text();
  }

  /** Notes what an attempt prints; a later attempt's replaces it. */
  void log(TaskLog printed) {
    log = printed;
  }

  @Override
  public void release() {
    synchronized (this) {
      released = true;
    }
    var unused = end.thenRun(this::freeIfUnused);
  }

  /** Notes that a call needs the result. */
  synchronized void use() {
    if (released) {
      throw new IllegalStateException(
          "the result of task-%d was released, so it cannot be an argument".formatted(id));
    }
    uses++;
  }

  /** Notes that a call that needed the result has ended. */
  void unuse() {
    synchronized (this) {
      uses--;
    }
    freeIfUnused();
  }

  private synchronized void freeIfUnused() {
    if (released && uses == 0 && end.isDone() && !(end.join() instanceof End)) {
      end.obtrudeValue(End.Released.INSTANCE);
    }
  }

  @Override
  public CompletableFuture<T> toCompletableFuture() {
    return FutureView.of(this, session.callbacks());
  }

  /** Ends the future, unless a cancel did before. */
  void complete(@Nullable Object resultOrEnd) {
    end.complete(resultOrEnd);
  }

  /** Returns the result of a task that is known to have succeeded. */
  @Nullable Object result() {
    Object ended = end.join();
    if (ended instanceof End) {
      throw new IllegalStateException("task-" + id + " has no result: " + ended);
    }
    return ended;
  }

  /** Returns what ends with the result or with an {@link End}. */
  CompletableFuture<@Nullable Object> end() {
    return end;
  }

  @Override
  public String toString() {
    return "RemoteFuture[task-" + id + (end.isDone() ? ", " + status() : "") + "]";
  }
}
