// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.mandelbrot;

import java.awt.image.IndexColorModel;

/**
 * The colours of the picture: from deep blue to white for points that escape, black for the rest.
 */
final class Palette {

  private Palette() {}

  /** Returns a colour for each count up to {@link MandelbrotCommand#MAX_ITERATIONS}. */
  static IndexColorModel colors() {
    int colors = MandelbrotCommand.MAX_ITERATIONS + 1;
    byte[] red = new byte[colors];
    byte[] green = new byte[colors];
    byte[] blue = new byte[colors];
    for (int count = 0; count < colors - 1; count++) {
      // Most points that escape do so early: the root spreads the low counts over the range.
      double brightness = Math.sqrt((double) count / (colors - 2));
      red[count] = shade(brightness * brightness);
      green[count] = shade(Math.pow(brightness, 1.5));
      blue[count] = shade(0.3 + 0.7 * brightness);
    }
    return new IndexColorModel(/* bits= */ 8, colors, red, green, blue);
  }

  private static byte shade(double intensity) {
    return (byte) Math.round(255 * intensity);
  }
}
