// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.worker.Callbacks;
import java.util.concurrent.TimeUnit;

/**
 * What follows the ends of calls: actions that the program has attached to their futures, and
 * results that these ask for.
 */
final class Followers {
  /** Long for an action, and short for an action that waits for who waits for it. */
  private static final long PATIENCE_SECONDS = 30;

  private final Callbacks callbacks;
  private final Results results;

  /** The results that somebody has asked for. */
  interface Results {
    /** Waits until they are here. */
    void await() throws InterruptedException;
  }

  Followers(Callbacks callbacks, Results results) {
    this.callbacks = callbacks;
    this.results = results;
  }

  /**
   * Waits for them while they have what they need of the session, though not for ever: they may
   * wait for the thread that closes it. An interrupt ends the wait, and stays.
   */
  void awaitBeforeClose() {
    try {
      if (!await(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS))) {
        warn(
            "the session is closed although what was attached to futures still runs after %d s; it"
                + " may wait for the thread that closes the session");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for them as long as it takes, and tells if that is long. */
  void await() throws InterruptedException {
    if (!await(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS))) {
      warn(
          "the program goes on because what was attached to futures still runs after %d s; end it"
              + " with System.exit if it is not to be waited for");
      await(Long.MAX_VALUE / 2);
    }
  }

  private static void warn(String message) {
    // Made only here, as that takes long.
    System.getLogger("dev.yonder")
        .log(System.Logger.Level.WARNING, message.formatted(PATIENCE_SECONDS));
  }

  private boolean await(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    long given;
    do {
      given = callbacks.given();
      if (!callbacks.awaitIdle(deadline - System.nanoTime())) {
        return false;
      }
      results.await();
      // What has come meanwhile has its own followers.
    } while (callbacks.given() != given);
    return true;
  }
}
