// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

/** Work that needs a processor and nothing else. */
final class Compute {
  private static final int CALIBRATION_ROUNDS = 2_000_000;
  private static final int TILE_WIDTH = 3_000;
  private static final int TILE_ROWS = 20;

  private Compute() {}

  /** Returns how many rounds take a millisecond on this machine. */
  static int roundsOfAMillisecond() {
    long best = Long.MAX_VALUE;
    double used = 0;
    for (int i = 0; i < 20; i++) {
      long start = System.nanoTime();
      used += run(CALIBRATION_ROUNDS, i);
      best = Math.min(best, System.nanoTime() - start);
    }
    if (used < 0) {
      throw new AssertionError("the work is not what it should be");
    }
    return (int) (CALIBRATION_ROUNDS * 1e6 / (double) best);
  }

  static double run(int rounds, int seed) {
    double x = 0.1 + seed % 7 * 0.1;
    for (int i = 0; i < rounds; i++) {
      x = 3.7 * x * (1 - x);
    }
    return x;
  }

  /** Returns the sum of the iteration counts of a tile of the Mandelbrot set. */
  static int tile(int row) {
    int sum = 0;
    for (int r = row * TILE_ROWS; r < (row + 1) * TILE_ROWS; r++) {
      double ci = -1 + r / 8_000.0;
      for (int column = 0; column < TILE_WIDTH; column++) {
        sum += iterations(-1.5 + 1.5 * column / (TILE_WIDTH - 1), ci);
      }
    }
    return sum;
  }

  private static int iterations(double cr, double ci) {
    double zr = cr;
    double zi = ci;
    for (int i = 0; i < 20; i++) {
      double next = zr * zr - zi * zi + cr;
      zi = 2 * zr * zi + ci;
      zr = next;
      if (zr * zr + zi * zi > 4) {
        return i;
      }
    }
    return 20;
  }
}
