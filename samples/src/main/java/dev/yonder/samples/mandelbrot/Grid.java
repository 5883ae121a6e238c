// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.mandelbrot;

/**
 * The points of the complex plane that are looked at: real parts from -1.5 to 0 and imaginary parts
 * from -1 to 0, both ends included.
 *
 * @param height the number of rows, at least 2
 * @param width the number of columns, at least 2
 */
record Grid(int height, int width) {

  /** Returns the real part of the points in a column. */
  double x(int column) {
    return -1.5 + 1.5 * column / (width - 1);
  }

  /** Returns the imaginary part of the points in a row. */
  double y(int row) {
    return -1 + (double) row / (height - 1);
  }
}
