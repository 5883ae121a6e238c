// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.mandelbrot;

import dev.yonder.annotations.Remote;

/** The work of this sample: how fast the points of a region escape. */
final class Mandelbrot {

  private Mandelbrot() {}

  /** Counts the iterations until each point of a region escapes, at most 127. */
  @Remote
  static Tile tile(Region region, int maxIterations) {
    Grid grid = region.grid();
    byte[] counts = new byte[region.rows() * region.columns()];
    int next = 0;
    for (int row = region.row(); row < region.row() + region.rows(); row++) {
      double y = grid.y(row);
      for (int column = region.column(); column < region.column() + region.columns(); column++) {
        counts[next++] = (byte) iterations(grid.x(column), y, maxIterations);
      }
    }
    return new Tile(region, counts);
  }

  /**
   * Returns the first i for which z, starting at c and mapped to z² + c each time, leaves |z| ≤ 2.
   */
  private static int iterations(double x, double y, int maxIterations) {
    double re = x;
    double im = y;
    for (int i = 0; i < maxIterations; i++) {
      double next = re * re - im * im + x;
      im = 2 * re * im + y;
      re = next;
      if (re * re + im * im > 4) {
        return i;
      }
    }
    return maxIterations;
  }
}
