// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

/**
 * Has the collector look for futures that nobody refers to, when much is kept for them elsewhere.
 *
 * <p>A future is small, however large the result on the worker is: a program that makes many would
 * fill the workers' disks before its own heap gave the collector a reason to run. The JDK does the
 * same for direct buffers.
 */
final class Garbage {
  private static final long BYTES = 1L << 30;
  private static final long LEAST_NANOS = 500_000_000;

  private long madeSince;
  private long last = System.nanoTime();

  /** Takes notice of a result of so many bytes on a worker. */
  void made(long bytes) {
    madeSince += bytes;
    if (madeSince > BYTES && System.nanoTime() - last > LEAST_NANOS) {
      madeSince = 0;
      last = System.nanoTime();
      Daemons.start("yonder-garbage", System::gc);
    }
  }
}
