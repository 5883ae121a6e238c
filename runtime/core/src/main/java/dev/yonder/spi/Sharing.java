// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

import dev.yonder.Shared;
import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Knows the shared values of this process, and where a worker gets those of its driver. */
public final class Sharing {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final AtomicLong LAST = new AtomicLong();
  private static final Map<Long, WeakReference<Shared<?>>> REGISTERED = new ConcurrentHashMap<>();
  private static final List<LongConsumer> LISTENERS = new CopyOnWriteArrayList<>();

  /** In a worker process: returns the value of a number. */
  private static volatile @Nullable LongFunction<Object> driver;

  private Sharing() {}

  /**
   * Returns a number for a value that is about to be shared; numbers are negative.
   *
   * @throws IllegalStateException in a worker process
   */
  public static long register(Shared<?> shared) {
    if (driver != null) {
      throw new IllegalStateException(
          "a task calls Shared.of, which only the program can; return the value from a remote"
              + " method, and pass the future of that call to the calls that need it");
    }
    long id = LAST.decrementAndGet();
    REGISTERED.put(id, new WeakReference<>(shared));
    CLEANER.register(
        shared,
        () -> {
          REGISTERED.remove(id);
          LISTENERS.forEach(listener -> listener.accept(id));
        });
    return id;
  }

  /** Returns the shared value of the number, null if nothing refers to it any more. */
  public static @Nullable Shared<?> registered(long id) {
    WeakReference<Shared<?>> found = REGISTERED.get(id);
    return found == null ? null : found.get();
  }

  /** Returns the value of a number that came from elsewhere. */
  public static Object resolve(long id) {
    LongFunction<Object> ask = driver;
    if (ask != null) {
      return ask.apply(id);
    }
    Shared<?> here = registered(id);
    if (here == null) {
      throw new IllegalStateException(
          "the shared value %d is not known in this process".formatted(id));
    }
    return here.get();
  }

  /** Makes this a worker process, which asks its driver for values. */
  public static void askDriver(LongFunction<Object> ask) {
    driver = ask;
  }

  /** Has the listener told of numbers that nothing refers to any more; returns what ends that. */
  public static Runnable addListener(LongConsumer listener) {
    LISTENERS.add(listener);
    return () -> LISTENERS.remove(listener);
  }
}
