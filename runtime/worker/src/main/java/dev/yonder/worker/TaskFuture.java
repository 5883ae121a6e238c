// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.RemoteFuture;
import dev.yonder.TaskFailedException;
import dev.yonder.TaskId;
import dev.yonder.TaskStatus;
import dev.yonder.core.TaskSpec;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The future of a call of a session. */
public final class TaskFuture<T> implements RemoteFuture<T> {
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

  private static final int LONGEST_MESSAGE = 1_000;

  private final long id;
  private final TaskSession session;

  /**
   * Ends with the result, with a {@link Deferred} one or with an {@link End}, always normally: a
   * method's own {@code CancellationException} or {@code CompletionException} would otherwise be
   * taken for the future's.
   */
  private final CompletableFuture<@Nullable Object> end = new CompletableFuture<>();

  /** Who decides over the task: the scheduler once it is handed over, before that a cancel. */
  @SuppressWarnings("unused") // through CLAIM
  private volatile int claim;

  private volatile @Nullable TaskLog log;

  /** The calls that need the result and have not ended, and whether it was given up. */
  private int uses;

  private boolean released;

  /**
   * Constructs the future of a call that is about to be made.
   *
   * @param id the session's number of the call
   */
  public TaskFuture(long id, TaskSession session) {
    this.id = id;
    this.session = session;
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    return got(awaitResultOrEnd());
  }

  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    long deadline = System.nanoTime() + unit.toNanos(timeout);
    if (!end.isDone() && !Awaited.within(unit.toNanos(timeout), this).await()) {
      throw tooLate(timeout, unit);
    }
    Object ended = end.join();
    if (ended instanceof Deferred deferred) {
      long left = Math.max(0, deadline - System.nanoTime());
      if (!deferred.here().isDone() && !new Awaited(deferred.here(), this, left).await()) {
        throw tooLate(timeout, unit);
      }
      ended = deferred.resultOrEnd();
    }
    return got(ended);
  }

  @Override
  public T join() {
    if (!end.isDone()) {
      Awaited.forEver(this).awaitUninterruptibly();
    }
    Object ended = end.join();
    if (ended instanceof Deferred deferred) {
      new Awaited(deferred.here(), this, Awaited.FOR_EVER).awaitUninterruptibly();
      ended = deferred.resultOrEnd();
    }
    if (ended instanceof End.Failure failure) {
      throw unchecked(failure.cause());
    }
    return resultOf(ended);
  }

  /** Waits for the call to end and its result to be here, and returns that or an {@link End}. */
  @Nullable Object awaitResultOrEnd() throws InterruptedException {
    if (!end.isDone()) {
      Awaited.forEver(this).await();
    }
    Object ended = end.join();
    if (!(ended instanceof Deferred deferred)) {
      return ended;
    }
    if (!deferred.here().isDone()) {
      new Awaited(deferred.here(), this, Awaited.FOR_EVER).await();
    }
    return deferred.resultOrEnd();
  }

  private TimeoutException tooLate(long timeout, TimeUnit unit) {
    return new TimeoutException("%s has not ended within %d %s".formatted(this, timeout, unit));
  }

  /**
   * Returns what the exception says, or the beginning of that: calls that wait for one another a
   * thousand deep would otherwise repeat a thousand messages, at every level.
   */
  private static String brief(Throwable cause) {
    String text = cause.toString();
    return text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "…" : text;
  }

  private static RuntimeException unchecked(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException exception
        ? exception
        : new TaskFailedException("the remote method threw " + brief(cause), cause);
  }

  private T got(@Nullable Object ended) throws ExecutionException {
    if (ended instanceof End.Failure failure) {
      throw new ExecutionException(brief(failure.cause()), failure.cause());
    }
    return resultOf(ended);
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // the stub's type; a method may return null
  private T resultOf(@Nullable Object result) {
    Object ended = result instanceof End || !isReleased() ? result : End.Released.INSTANCE;
    if (ended instanceof End.Cancellation cancellation) {
      throw new CancellationException(cancellation.message());
    }
    if (ended instanceof End.Released) {
      throw new IllegalStateException("the result of " + name() + " was released");
    }
    return (T) ended;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (end.isDone()) {
      return false;
    }
    if (CLAIM.compareAndSet(this, UNCLAIMED, CANCELLED_EARLY)) {
      end.complete(new End.Cancellation(name() + " was cancelled"));
    }
    session.requestCancel(this, mayInterruptIfRunning);
    return true;
  }

  /** Returns whether the task may be handed to a worker: not if it was cancelled before. */
  public boolean claim() {
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
    return new TaskId(session.numberOf(this));
  }

  /** Returns the session's number of the call. */
  public long id() {
    return id;
  }

  /** Returns the number of the call's task, {@link TaskSpec#NO_PARENT} while that is not known. */
  long number() {
    return session.numberIfKnown(this);
  }

  @Override
  public TaskSession session() {
    return session;
  }

  @Override
  public TaskStatus status() {
    if (!end.isDone()) {
      TaskStatus status = session.statusOf(this);
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
  public void log(TaskLog printed) {
    log = printed;
  }

  @Override
  public void release() {
    synchronized (this) {
      released = true;
    }
    var unused = end.thenRun(this::freeIfUnused);
  }

  private synchronized boolean isReleased() {
    return released;
  }

  /** Notes that a call needs the result. */
  public synchronized void use() {
    if (released) {
      throw new IllegalStateException(
          "the result of %s was released, so it cannot be an argument".formatted(name()));
    }
    uses++;
  }

  /** Notes that a call that needed the result has ended. */
  public void unuse() {
    synchronized (this) {
      uses--;
    }
    freeIfUnused();
  }

  private synchronized void freeIfUnused() {
    Object ended = released && uses == 0 && end.isDone() ? end.join() : End.Released.INSTANCE;
    if (ended instanceof Deferred deferred) {
      // Others may have to be made again from it; who keeps track of that decides.
      deferred.free();
    } else if (!(ended instanceof End)) {
      end.obtrudeValue(End.Released.INSTANCE);
    }
  }

  @Override
  public CompletableFuture<T> toCompletableFuture() {
    return FutureView.of(this, session.callbacks());
  }

  /** Ends the future, unless a cancel did before. */
  public void complete(@Nullable Object resultOrEnd) {
    end.complete(resultOrEnd);
  }

  /**
   * Returns the result, maybe a {@link Deferred} one, of a task that is known to have succeeded.
   */
  public @Nullable Object result() {
    Object ended = end.join();
    if (ended instanceof End) {
      throw new IllegalStateException(name() + " has no result: " + ended);
    }
    return ended;
  }

  /** Returns what ends with the result, a {@link Deferred} one or an {@link End}. */
  public CompletableFuture<@Nullable Object> end() {
    return end;
  }

  @Override
  public String toString() {
    return "RemoteFuture[" + name() + (end.isDone() ? ", " + status() : "") + "]";
  }

  private String name() {
    long number = number();
    return number == TaskSpec.NO_PARENT ? "a call" : "task-" + number;
  }
}
