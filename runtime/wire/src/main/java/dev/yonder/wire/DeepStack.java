// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Runs what needs a deep stack on a thread that has one.
 *
 * <p>A chain of objects is written by a chain of calls, and threads of programs end at some
 * thousands. The memory of a stack is taken only as far as it is used, and given back at the end;
 * one at a time keeps that bounded.
 */
final class DeepStack {
  private static final long BYTES = 1L << 29;
  private static final Semaphore ONE = new Semaphore(1);

  private DeepStack() {}

  /** Returns the result; throws what it throws. */
  static <T> T call(Supplier<T> work) {
    ONE.acquireUninterruptibly();
    try {
      Run<T> run = new Run<>(work);
      Thread thread = new Thread(null, run, "yonder-deep-value", BYTES);
      thread.setDaemon(true);
      thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
      thread.start();
      joinUninterruptibly(thread);
      return run.result();
    } finally {
      ONE.release();
    }
  }

  private static void joinUninterruptibly(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Run<T> implements Runnable {
    private final Supplier<T> work;
    private @org.jspecify.annotations.Nullable T result;
    private @org.jspecify.annotations.Nullable RuntimeException failure;
    private @org.jspecify.annotations.Nullable Error error;

    Run(Supplier<T> work) {
      this.work = work;
    }

    @Override
    public void run() {
      try {
        result = work.get();
      } catch (RuntimeException e) {
        failure = e;
      } catch (Error e) {
        error = e;
      }
    }

    @SuppressWarnings("NullAway") // The work may return null where T allows it.
    T result() {
      if (failure != null) {
        throw failure;
      }
      if (error != null) {
        throw error;
      }
      return result;
    }
  }
}
