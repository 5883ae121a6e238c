// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

import dev.yonder.InputFile;
import dev.yonder.NotSendableException;
import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Knows what this process shares, and where a worker gets what its driver does. */
public final class Sharing {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final AtomicLong LAST = new AtomicLong();
  private static final Map<Long, WeakReference<Shareable>> REGISTERED = new ConcurrentHashMap<>();
  private static final List<LongConsumer> LISTENERS = new CopyOnWriteArrayList<>();
  private static volatile @Nullable Driver driver;

  /** Where a worker process gets what its driver shares. */
  public interface Driver {

    /** Returns the value of a number, one object for all who ask. */
    Object value(long number);

    /** Returns the file's copy on this host. */
    Path file(InputFile file);
  }

  /**
   * What a worker gets in the place of a value that its driver cannot send.
   *
   * @param message says why
   */
  public record Unavailable(String message) {}

  private Sharing() {}

  /**
   * Returns the first of as many new numbers; they are negative, and each is one less than the one
   * before.
   *
   * @param what describes what a program can share and a task cannot, for the error
   * @throws IllegalStateException in a worker process
   */
  public static long register(Shareable shared, int count, String what) {
    if (driver != null) {
      throw new IllegalStateException(
          "a task %s, which only the program can; return the value from a remote method, and pass the future of that call to the calls that need it"
              .formatted(what));
    }
    long last = LAST.addAndGet(-count);
    long first = last + count - 1;
    WeakReference<Shareable> reference = new WeakReference<>(shared);
    for (long number = first; number >= last; number--) {
      REGISTERED.put(number, reference);
    }
    CLEANER.register(shared, () -> forget(first, last));
    return first;
  }

  private static void forget(long first, long last) {
    for (long number = first; number >= last; number--) {
      REGISTERED.remove(number);
      long gone = number;
      LISTENERS.forEach(listener -> listener.accept(gone));
    }
  }

  /**
   * Returns the value of a number for a worker.
   *
   * @throws NotSendableException if it is not to be had
   */
  public static Object registered(long number) {
    WeakReference<Shareable> found = REGISTERED.get(number);
    Shareable shared = found == null ? null : found.get();
    if (shared == null) {
      throw new NotSendableException(
          "nothing in the program refers any more to what is shared as " + number);
    }
    return shared.value(number);
  }

  /** Returns the value of a number that came from elsewhere. */
  public static Object resolve(long number) {
    Driver elsewhere = driver;
    return elsewhere != null ? elsewhere.value(number) : registered(number);
  }

  /** Returns a local file of the content of one that came from elsewhere. */
  public static Path resolve(InputFile file) {
    Driver elsewhere = driver;
    if (elsewhere != null) {
      return elsewhere.file(file);
    }
    WeakReference<Shareable> found = REGISTERED.get(file.number());
    if (found != null && found.get() instanceof InputFile original) {
      return original.path();
    }
    throw new NotSendableException(file + " is not known to this program any more");
  }

  /** Makes this a worker process, which asks its driver for values. */
  public static void askDriver(Driver elsewhere) {
    driver = elsewhere;
  }

  /** Has the listener told of numbers that nothing refers to any more; returns what ends that. */
  public static Runnable addListener(LongConsumer listener) {
    LISTENERS.add(listener);
    return () -> LISTENERS.remove(listener);
  }
}
