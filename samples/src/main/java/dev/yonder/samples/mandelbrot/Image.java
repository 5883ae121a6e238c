// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.mandelbrot;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * The counts of all points of a grid, row by row.
 *
 * <p>Threads may place tiles of different regions at the same time.
 */
final class Image {
  private final Grid grid;
  private final byte[] counts;

  Image(Grid grid) {
    this.grid = grid;
    this.counts = new byte[grid.height() * grid.width()];
  }

  Grid grid() {
    return grid;
  }

  void place(Tile tile) {
    Region region = tile.region();
    for (int row = 0; row < region.rows(); row++) {
      int target = (region.row() + row) * grid.width() + region.column();
      System.arraycopy(tile.counts(), row * region.columns(), counts, target, region.columns());
    }
  }

  int count(int row, int column) {
    return counts[row * grid.width() + column];
  }

  long sum() {
    long sum = 0;
    for (byte count : counts) {
      sum += count;
    }
    return sum;
  }

  /** Writes the image as a PNG file with a colour for each count. */
  void write(Path file) {
    // The array becomes the picture's pixels as it is: at the default size a copy takes 96 MB.
    WritableRaster pixels =
        Raster.createInterleavedRaster(
            new DataBufferByte(counts, counts.length),
            grid.width(),
            grid.height(),
            grid.width(),
            /* pixelStride= */ 1,
            /* bandOffsets= */ new int[] {0},
            /* location= */ null);
    BufferedImage picture =
        new BufferedImage(
            Palette.colors(), pixels, /* isRasterPremultiplied= */ false, /* properties= */ null);
    try {
      // Every Java can write PNG, so this returns true.
      ImageIO.write(picture, "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("the picture " + file + " cannot be written", e);
    }
  }
}
