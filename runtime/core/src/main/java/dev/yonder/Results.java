// SPDX-License-Identifier: Apache-2.0
package dev.yonder;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The results of one call for each of many items, made as they are consumed.
 *
 * <p>Calls are made within a window: never more than {@link #window} of them have been made and not
 * yet been handed out, so neither the items nor the results need to fit into memory. Results can be
 * consumed once, by one thread, through one of {@link #iterator}, {@link #stream} and {@link
 * #toList}.
 *
 * <p>A failed call is thrown where its result would have been handed out, as {@link
 * RemoteFuture#join} throws it; the iterator may be used further. {@link #close} cancels the calls
 * that have not been handed out.
 *
 * @param <R> the type of a result
 */
public interface Results<R> extends Iterable<R>, AutoCloseable {

  /**
   * Sets the size of the window, at least 1, and returns this. Unset: the larger of 1,000 and 4
   * times the session's processors, but 1 where calls run on the calling thread.
   *
   * @throws IllegalStateException if results have already been asked for
   */
  Results<R> window(int calls);

  /**
   * Hands out results as calls end, rather than in the order of the items, and returns this.
   *
   * @throws IllegalStateException if results have already been asked for
   */
  Results<R> asCompleted();

  /**
   * Returns the results one by one; {@code next} waits for a call to end.
   *
   * @throws IllegalStateException if called a second time
   */
  @Override
  Iterator<R> iterator();

  /** Returns the results as a sequential stream, which closes this when it is closed. */
  Stream<R> stream();

  /** Waits for all calls and returns their results; the first failure cancels the rest. */
  List<R> toList();

  /** Cancels the calls that were made and not handed out, and makes no more. */
  @Override
  void close();
}
