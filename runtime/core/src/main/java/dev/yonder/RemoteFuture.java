// SPDX-License-Identifier: Apache-2.0
package dev.yonder;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The result of a remote call that may not have ended yet.
 *
 * <p>A future is also an {@link Arg}: passed to another stub it makes that call wait for this one,
 * and the result goes from task to task without passing through the caller.
 *
 * <p>All methods may be called by any thread. A task that waits in {@link #get} or {@link #join}
 * gives its processors to other tasks meanwhile. Futures are made by sessions only.
 *
 * @param <T> the type of the result
 */
public non-sealed interface RemoteFuture<T> extends Future<T>, Arg<T> {

  /**
   * Returns a future of the results of all the futures, in their order.
   *
   * <p>It fails as soon as one of them fails, with a {@link DependencyFailedException} around that
   * failure, and is cancelled as soon as one of them is cancelled. Passed as an argument it moves
   * no result through the caller's memory. Cancelling it cancels none of the futures. For an empty
   * list it belongs to the current session.
   *
   * @throws IllegalArgumentException if the futures belong to different sessions
   */
  static <T> RemoteFuture<List<T>> all(List<? extends RemoteFuture<? extends T>> futures) {
    Session session = futures.isEmpty() ? Yonder.session() : futures.get(0).session();
    return session.all(futures);
  }

  /**
   * Waits for the call to end and returns its result.
   *
   * @throws ExecutionException if the call failed; its cause is the very exception that the remote
   *     method threw, carrying a suppressed {@link RemoteTrace}, or a {@link RemoteException} where
   *     the method was not to blame
   * @throws CancellationException if the call was cancelled
   * @throws InterruptedException if the waiting thread was interrupted; the call goes on
   */
  @Override
  T get() throws InterruptedException, ExecutionException;

  /**
   * Waits for the call to end, but no longer than the time, and returns its result.
   *
   * @throws ExecutionException as {@link #get()} does
   * @throws CancellationException if the call was cancelled
   * @throws InterruptedException if the waiting thread was interrupted; the call goes on
   * @throws TimeoutException if the call has not ended in time; it goes on
   */
  @Override
  T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException;

  /**
   * Waits for the call to end and returns its result, without checked exceptions.
   *
   * <p>An unchecked exception of the remote method is thrown as it is, a checked one as the cause
   * of a {@link TaskFailedException}. An interrupt does not end the wait; the thread is interrupted
   * again when it returns.
   *
   * @throws RemoteException if the call failed and the remote method was not to blame
   * @throws CancellationException if the call was cancelled
   */
  T join();

  /**
   * Asks that the call end without a result, and returns false if it has already ended.
   *
   * <p>A call that no worker has taken ends at once, and with it the calls that wait for its
   * result. One that is running is interrupted if {@code mayInterruptIfRunning}, and its future
   * ends when the method has returned; where the method ignores the interrupt for the session's
   * {@code cancelGrace}, the future ends then. Without {@code mayInterruptIfRunning} a running
   * method is left to return, and its result is dropped. Calls that a cancelled call made are
   * cancelled too.
   */
  @Override
  boolean cancel(boolean mayInterruptIfRunning);

  /** Returns the identity of the call within its session. */
  TaskId taskId();

  /** Returns the session that the call was made in. */
  Session session();

  /** Returns how far the call has come; it may have changed by the time this returns. */
  TaskStatus status();

  /**
   * Returns the end of what the call's last attempt printed to the standard streams, at most 64
   * KiB; empty where it printed nothing.
   */
  String log();

  /**
   * Gives up the result: it is freed as soon as no other call needs it.
   *
   * <p>Calls that were already given this future as an argument still receive the result. A later
   * {@link #get} throws {@link IllegalStateException}. Releasing twice has no effect, and so has
   * releasing a call that failed. A future that is no longer reachable is released on its own.
   */
  void release();

  /**
   * Returns a view as a {@link CompletableFuture}.
   *
   * <p>It ends as this future does, with the cause that {@link #get} reports. Cancelling the view
   * cancels the call; completing it by hand does not. Actions that wait for it to end run on the
   * session's callback threads; one that is attached after the end runs where it is attached.
   */
  CompletableFuture<T> toCompletableFuture();
}
