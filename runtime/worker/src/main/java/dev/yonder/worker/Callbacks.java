// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The threads that run what a program has attached to futures. */
public final class Callbacks implements Executor {
  private static final int MOST_THREADS = 4;
  private static final long SPARE_SECONDS = 10;

  private final ThreadPoolExecutor threads;
  private final AtomicLong given = new AtomicLong();

  /** How many of them have been run; guarded by this. */
  private long ended;

  /** Constructs the threads of a session, of which none runs before it is needed. */
  public Callbacks(String session) {
    threads =
        new ThreadPoolExecutor(
            MOST_THREADS,
            MOST_THREADS,
            SPARE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            action -> {
              Thread thread = new CallbackThread(action, "yonder-callback-" + session, this);
              thread.setDaemon(true);
              return thread;
            },
            // After the session was closed there are no such threads: the caller's must do.
            (action, pool) -> action.run());
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public void execute(Runnable action) {
    Counted counted = new Counted(action);
    given.incrementAndGet();
    try {
      threads.execute(counted);
    } catch (OutOfMemoryError e) {
      // There was no room for it, or for its thread.
      counted.end();
      throw e;
    }
  }

  /** Returns how many actions there were up to now. */
  public long given() {
    return given.get();
  }

  /**
   * Waits until all actions have been run, and returns whether they were within the limit. One of
   * the threads does not wait, as it would do so for itself.
   */
  public synchronized boolean awaitIdle(long nanos) throws InterruptedException {
    if (isOneOfThem()) {
      return true;
    }
    long deadline = System.nanoTime() + nanos;
    while (ended < given.get()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      // Rounded up, as 0 would be without an end.
      wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
    }
    return true;
  }

  /** Ends the threads once they have run what they were given. */
  public void close() {
    threads.shutdown();
  }

  private boolean isOneOfThem() {
    return Thread.currentThread() instanceof CallbackThread thread && thread.owner == this;
  }

  private synchronized void countEnd() {
    ended++;
    if (ended == given.get()) {
      notifyAll();
    }
  }

  /** An action whose end is counted once. */
  private final class Counted implements Runnable {
    private final Runnable action;
    private boolean isCounted;

    Counted(Runnable action) {
      this.action = action;
    }

    @Override
    public void run() {
      try {
        action.run();
      } finally {
        end();
      }
    }

    void end() {
      if (!isCounted) {
        isCounted = true;
        countEnd();
      }
    }
  }

  private static final class CallbackThread extends Thread {
    private final Callbacks owner;

    CallbackThread(Runnable action, String name, Callbacks owner) {
      super(action, name);
      this.owner = owner;
    }
  }
}
