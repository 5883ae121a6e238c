// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.mandelbrot;

/**
 * Computes every point once more, in one plain loop, and compares.
 *
 * <p>On purpose it shares no code with {@link Mandelbrot} and {@link Grid}, so that a mistake there
 * is seen here.
 *
 * @param sum the sum of all counts as this loop finds them
 * @param wrongPoints how many points of the image differ
 * @param firstWrong the first of them in words, "none" if all agree
 */
record SequentialCheck(long sum, long wrongPoints, String firstWrong) {

  static SequentialCheck of(Image image, int height, int width, int maxIterations) {
    long sum = 0;
    long wrongPoints = 0;
    String firstWrong = "none";
    for (int row = 0; row < height; row++) {
      double cy = -1.0 + row / (height - 1.0);
      for (int column = 0; column < width; column++) {
        double cx = -1.5 + 1.5 * column / (width - 1.0);
        double zx = cx;
        double zy = cy;
        int expected = 0;
        while (expected < maxIterations) {
          double squareX = zx * zx - zy * zy;
          double squareY = 2 * zx * zy;
          zx = squareX + cx;
          zy = squareY + cy;
          if (zx * zx + zy * zy > 4) {
            break;
          }
          expected++;
        }
        sum += expected;
        int found = image.count(row, column);
        if (found != expected) {
          wrongPoints++;
          if (wrongPoints == 1) {
            firstWrong =
                "row %d, column %d is %d instead of %d".formatted(row, column, found, expected);
          }
        }
      }
    }
    return new SequentialCheck(sum, wrongPoints, firstWrong);
  }
}
