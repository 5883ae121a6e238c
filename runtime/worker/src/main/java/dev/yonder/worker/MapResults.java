// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.RemoteFuture;
import dev.yonder.Results;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The results of a session's map; used by one thread. */
final class MapResults<A, R> implements Results<R> {
  private final TaskSession session;
  private final Iterator<? extends A> items;
  private final Function<? super A, ? extends RemoteFuture<R>> call;
  private final long seedKey;

  /** Calls that were made and not handed out, in the order of their items. */
  private final ArrayDeque<TaskFuture<R>> pending = new ArrayDeque<>();

  private final Completions<R> completions = new Completions<>();
  private int window;
  private boolean byCompletion;
  private boolean started;
  private boolean closed;
  private long made;

  MapResults(
      TaskSession session,
      Iterator<? extends A> items,
      Function<? super A, ? extends RemoteFuture<R>> call,
      long seedKey,
      int window) {
    this.session = session;
    this.items = items;
    this.call = call;
    this.seedKey = seedKey;
    this.window = window;
  }

  @Override
  public Results<R> window(int calls) {
    checkNotStarted();
    if (calls < 1) {
      throw new IllegalArgumentException("a window is at least 1 call, not " + calls);
    }
    window = calls;
    return this;
  }

  @Override
  public Results<R> asCompleted() {
    checkNotStarted();
    byCompletion = true;
    return this;
  }

  @Override
  public Iterator<R> iterator() {
    checkNotStarted();
    started = true;
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        fill();
        return !pending.isEmpty();
      }

      @Override
      public R next() {
        fill();
        if (pending.isEmpty()) {
          throw new NoSuchElementException("all results were handed out");
        }
        if (!byCompletion) {
          return pending.remove().join();
        }
        TaskFuture<R> next = completions.take(pending.element());
        pending.remove(next);
        return next.join();
      }
    };
  }

  @Override
  public Stream<R> stream() {
    Spliterator<R> spliterator =
        Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED);
    return StreamSupport.stream(spliterator, /* parallel= */ false).onClose(this::close);
  }

  @Override
  public List<R> toList() {
    List<R> results = new ArrayList<>();
    try {
      iterator().forEachRemaining(results::add);
    } finally {
      close();
    }
    return results;
  }

  @Override
  public void close() {
    closed = true;
    pending.forEach(future -> future.cancel(/* mayInterruptIfRunning= */ true));
    pending.clear();
  }

  @SuppressWarnings("unchecked") // sessions make no other futures
  private void fill() {
    while (!closed && pending.size() < window && items.hasNext()) {
      A item = items.next();
      CallSequence calls = new CallSequence(CallSequence.child(seedKey, made++));
      TaskFuture<R> future = (TaskFuture<R>) session.callFrom(calls, () -> call.apply(item));
      pending.add(future);
      if (byCompletion) {
        completions.add(future);
      }
    }
  }

  private void checkNotStarted() {
    if (started) {
      throw new IllegalStateException("results have already been asked for");
    }
  }
}
