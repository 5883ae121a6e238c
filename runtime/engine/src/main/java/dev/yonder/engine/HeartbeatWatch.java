// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends workers that were not heard of for too long, as those that hang, be it before they have
 * joined, and has others hear.
 */
final class HeartbeatWatch {
  /** How often a worker says that it is alive. */
  static final int PERIOD_MILLIS = 1_000;

  /** Longer than any pause of a collector that a worker should have. */
  private static final int DEFAULT_LIMIT_MILLIS = 20_000;

  /** Longer than a Java machine takes to start where everything is slow. */
  private static final int DEFAULT_START_LIMIT_MILLIS = 60_000;

  private static final String START_LIMIT = "yonder.start.limit.millis";

  private HeartbeatWatch() {}

  /** A worker that is to be heard of. */
  interface Watched {

    /** Returns the worker, null before it has joined and after it was lost. */
    @Nullable RemoteWorker worker();

    /**
     * Returns when it was started, as {@link System#nanoTime} tells; null where that has no bound.
     */
    default @Nullable Long started() {
      return null;
    }

    /** Ends it, for the reason. */
    void kill(String reason);

    /** Has it hear that this process is alive, where it would not find out otherwise. */
    default void beat() {}
  }

  /** Returns after how many milliseconds of silence a worker is ended. */
  static int limitMillis() {
    return Integer.getInteger("yonder.heartbeat.limit.millis", DEFAULT_LIMIT_MILLIS);
  }

  /**
   * Watches the workers until the thread is interrupted.
   *
   * <p>A worker's silence while this process stood still itself, as after Ctrl-Z, does not count:
   * what the worker said meanwhile has not been read.
   */
  static Thread start(Supplier<? extends Iterable<? extends Watched>> lives) {
    long limit = TimeUnit.MILLISECONDS.toNanos(limitMillis());
    long startLimit =
        TimeUnit.MILLISECONDS.toNanos(Long.getLong(START_LIMIT, DEFAULT_START_LIMIT_MILLIS));
    long period = Math.min(TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS), limit / 2);
    Thread thread =
        new Thread(
            () -> {
              try {
                long awakeSince = System.nanoTime();
                while (true) {
                  long before = System.nanoTime();
                  TimeUnit.NANOSECONDS.sleep(period);
                  long now = System.nanoTime();
                  if (now - before > period + Math.min(period, limit / 4)) {
                    awakeSince = now;
                  }
                  for (Watched life : lives.get()) {
                    check(life, awakeSince, limit, startLimit);
                    life.beat();
                  }
                }
              } catch (InterruptedException e) {
                // The session is closed.
              }
            },
            "yonder-heartbeat-watch");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void check(Watched life, long awakeSince, long limit, long startLimit) {
    // Asked for first: a worker that joins meanwhile is not one that has not.
    Long started = life.started();
    RemoteWorker worker = life.worker();
    long now = System.nanoTime();
    if (worker != null) {
      long silent = Math.min(now - worker.heard(), now - awakeSince);
      if (silent > limit) {
        life.kill(
            "it was not heard of for %d s, and was ended"
                .formatted(TimeUnit.NANOSECONDS.toSeconds(silent)));
      }
    } else if (started != null && Math.min(now - started, now - awakeSince) > startLimit) {
      life.kill(
          ("it had not joined %d s after its start, and was ended; see whether something holds its"
                  + " Java machine up, such as a debugger that it waits for (suspend=y among its"
                  + " options), or give it more time with -D%s=…")
              .formatted(TimeUnit.NANOSECONDS.toSeconds(startLimit), START_LIMIT));
    }
  }
}
