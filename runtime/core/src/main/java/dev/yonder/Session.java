// SPDX-License-Identifier: Apache-2.0
package dev.yonder;

import dev.yonder.spi.TaskType;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A place where remote calls run, open from {@link Yonder#open} until {@link #close}.
 *
 * <p>All methods may be called by any thread.
 */
public interface Session extends AutoCloseable {

  /** Returns the name of the profile that this session was opened with. */
  String profile();

  /** Returns where calls run, in words for a log: the backend, the host and its processors. */
  String description();

  /** Returns the seed that the random numbers of this session's calls are derived from. */
  long seed();

  /**
   * Makes one call; what stubs are made of.
   *
   * @param type the remote method
   * @param options what this call asks for apart from the method's annotation
   * @param arguments the arguments in the order of the method's parameters, without seeded ones;
   *     plain values, or {@link Arg}s to be resolved
   * @throws IllegalStateException if this session is closed
   * @throws NotSendableException if an argument cannot be sent, or hides a future inside a value
   */
  <T> RemoteFuture<T> submit(TaskType type, CallOptions options, @Nullable Object... arguments);

  /** Returns a future of the results of all the futures; see {@link RemoteFuture#all}. */
  <T> RemoteFuture<List<T>> all(List<? extends RemoteFuture<? extends T>> futures);

  /**
   * Makes one call for each item, within a window; nothing is called before results are asked for.
   *
   * <p>Calls that {@code call} makes through stubs go to this session.
   *
   * @param items what to call for, read as results are consumed
   * @param call a stub, such as {@code MandelbrotRemote::tile}, or a function that calls one
   */
  <A, R> Results<R> map(
      Iterable<? extends A> items, Function<? super A, ? extends RemoteFuture<R>> call);

  /**
   * Cancels every call that has not ended, interrupting those that run; later calls are welcome.
   */
  void cancelAll();

  /**
   * Waits for every call to end and frees what the session holds, as {@code ExecutorService.close}
   * does.
   *
   * <p>An interrupt of the waiting thread cancels the calls that have not ended; the thread is
   * interrupted again when this returns. Closing twice has no effect. A task must not close its own
   * session.
   *
   * @throws IllegalStateException if called by a task of this session
   */
  @Override
  void close();
}
