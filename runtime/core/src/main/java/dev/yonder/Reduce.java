// SPDX-License-Identifier: Apache-2.0
package dev.yonder;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Ways to combine the results of many calls into one, themselves made of remote calls. */
public final class Reduce {

  private Reduce() {}

  /**
   * Returns the combination of all results, built as a balanced tree of calls.
   *
   * <p>Neighbours are combined level by level, so the shape depends on the number of futures alone:
   * an operation that is only nearly associative, as floating-point addition is, gives the same
   * result on every backend. No result passes through the caller. A single future is returned as it
   * is.
   *
   * @param futures what to combine, at least one
   * @param merge a stub that combines two results, such as {@code CountsRemote::merge}
   * @throws IllegalArgumentException if there is nothing to combine
   */
  public static <T> RemoteFuture<T> tree(
      List<? extends RemoteFuture<T>> futures,
      BiFunction<Arg<T>, Arg<T>, ? extends RemoteFuture<T>> merge) {
    if (futures.isEmpty()) {
      throw new IllegalArgumentException(
          "Reduce.tree has nothing to combine: the list of futures is empty");
    }
    List<RemoteFuture<T>> level = new ArrayList<>(futures);
    while (level.size() > 1) {
      List<RemoteFuture<T>> next = new ArrayList<>((level.size() + 1) / 2);
      for (int i = 0; i + 1 < level.size(); i += 2) {
        next.add(merge.apply(level.get(i), level.get(i + 1)));
      }
      if (level.size() % 2 == 1) {
        next.add(level.get(level.size() - 1));
      }
      level = next;
    }
    return level.get(0);
  }
}
