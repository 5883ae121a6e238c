// SPDX-License-Identifier: Apache-2.0
package dev.yonder;

import dev.yonder.spi.TaskType;
import java.util.List;
import java.util.Optional;
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
   * Returns the name of the run, with which {@link Yonder#attach} finds it again; empty where the
   * calls end with the program.
   */
  default Optional<String> runId() {
    return Optional.empty();
  }

  /**
   * Returns the futures of the calls that the program made before this session was attached to its
   * run, in the order in which it did; those of {@link RemoteFuture#all} are among them.
   *
   * @throws UnsupportedOperationException if this session was not {@linkplain Yonder#attach
   *     attached}
   */
  default List<RemoteFuture<?>> tasks() {
    throw new UnsupportedOperationException(
        "only a session that was attached knows calls that were made before: Yonder.attach(runId)");
  }

  /**
   * Returns the futures of the calls of one method among {@link #tasks()}.
   *
   * <pre>{@code
   * List<RemoteFuture<Tile>> tiles = session.tasks("Mandelbrot.tile");
   * }</pre>
   *
   * @param method the name that logs and errors show
   * @param <T> the method's result, which is taken on trust
   * @throws IllegalArgumentException if there was no call of that name
   * @throws UnsupportedOperationException if this session was not {@linkplain Yonder#attach
   *     attached}
   */
  default <T> List<RemoteFuture<T>> tasks(String method) {
    throw new UnsupportedOperationException(
        "only a session that was attached knows calls that were made before: Yonder.attach(runId)");
  }

  /**
   * Closes the session and lets the calls go on, where each of them is a job of its own.
   *
   * <p>Everything that can be submitted is submitted first. Futures that have not ended fail with a
   * {@link SessionStoppedException}; {@link Yonder#attach} gives others in their place. A call that
   * needs results which are not there yet is submitted by the session that attaches the run. What
   * was attached to futures is waited for as by {@link #close}.
   *
   * @throws UnsupportedOperationException if calls of this session end with the program
   */
  default void detach() {
    throw new UnsupportedOperationException(
        ("the calls of the session %s (%s) end with the program, so it cannot be detached; use a"
                + " profile with mode = \"jobs\"")
            .formatted(profile(), description()));
  }

  /**
   * Waits for every call to end and frees what the session holds, as {@code ExecutorService.close}
   * does.
   *
   * <p>What was attached to their futures, as by {@code thenAccept}, is waited for as well, though
   * not longer than half a minute. An interrupt of the waiting thread cancels the calls that have
   * not ended; the thread is interrupted again when this returns. Closing twice has no effect. A
   * task must not close its own session.
   *
   * @throws IllegalStateException if called by a task of this session
   */
  @Override
  void close();
}
