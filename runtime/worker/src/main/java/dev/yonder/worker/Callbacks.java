// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that run what a program has attached to futures. */
public final class Callbacks implements Executor {
  private static final int MOST_THREADS = 4;
  private static final long SPARE_SECONDS = 10;

  private final ThreadPoolExecutor threads;

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
              Thread thread = new Thread(action, "yonder-callback-" + session);
              thread.setDaemon(true);
              return thread;
            },
            // After the session was closed there are no such threads: the caller's must do.
            (action, pool) -> action.run());
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public void execute(Runnable action) {
    threads.execute(action);
  }

  /** Ends the threads once they have run what they were given. */
  public void close() {
    threads.shutdown();
  }
}
