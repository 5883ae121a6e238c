// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import java.util.concurrent.TimeUnit;

/**
 * Ends a worker whose driver has not been heard of for too long: its host may be gone, or the way
 * there, of which no link may ever tell. Used by one thread.
 */
final class DriverSilence {
  /** Longer than any pause of a collector that a driver should have. */
  private static final int DEFAULT_LIMIT_MILLIS = 30_000;

  private final WorkerProcess worker;
  private final long limit =
      TimeUnit.MILLISECONDS.toNanos(
          Integer.getInteger("yonder.heartbeat.limit.millis", DEFAULT_LIMIT_MILLIS));

  private long lastLook = System.nanoTime();
  private long awakeSince = lastLook;

  DriverSilence(WorkerProcess worker) {
    this.worker = worker;
  }

  /**
   * Looks whether the driver was heard of; to be called several times within the limit.
   *
   * <p>Silence while this process stood still itself does not count: what the driver said meanwhile
   * has not been read.
   */
  void look() {
    long now = System.nanoTime();
    if (now - lastLook > limit / 2) {
      awakeSince = now;
    }
    lastLook = now;
    long silent = Math.min(now - worker.heard(), now - awakeSince);
    if (silent > limit) {
      worker.end(
          "nothing was heard of the driver for %d s"
              .formatted(TimeUnit.NANOSECONDS.toSeconds(silent)));
    }
  }
}
