// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.mandelbrot;

import java.util.AbstractList;
import java.util.List;

/**
 * A rectangle of a grid.
 *
 * @param row the first row
 * @param column the first column
 */
record Region(Grid grid, int row, int column, int rows, int columns) {

  /**
   * Returns regions that together cover the grid and do not overlap, row by row: squares of the
   * size, and what is left of one at the right and at the bottom.
   *
   * <p>The list is a view that makes a region when it is asked for one, so even a great many cost
   * no memory.
   */
  static List<Region> cover(Grid grid, int size) {
    int down = 1 + (grid.height() - 1) / size;
    int across = 1 + (grid.width() - 1) / size;
    return new AbstractList<>() {
      @Override
      public Region get(int index) {
        int row = index / across * size;
        int column = index % across * size;
        int rows = Math.min(size, grid.height() - row);
        int columns = Math.min(size, grid.width() - column);
        return new Region(grid, row, column, rows, columns);
      }

      @Override
      public int size() {
        return down * across;
      }
    };
  }
}
