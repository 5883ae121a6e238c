// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.mandelbrot;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** The same image without Yonder, for comparison. */
final class HandWritten {

  private HandWritten() {}

  static Image onOneThread(Grid grid, int tileSize) {
    Image image = new Image(grid);
    for (Region region : Region.cover(grid, tileSize)) {
      image.place(Mandelbrot.tile(region, MandelbrotCommand.MAX_ITERATIONS));
    }
    return image;
  }

  /** Lets every thread of a pool take the next region until none is left. */
  static Image onThreads(int threads, Grid grid, int tileSize)
      throws InterruptedException, ExecutionException {
    Image image = new Image(grid);
    List<Region> regions = Region.cover(grid, tileSize);
    AtomicInteger next = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> shares = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        shares.add(
            pool.submit(
                () -> {
                  for (int i = next.getAndIncrement();
                      i < regions.size();
                      i = next.getAndIncrement()) {
                    image.place(Mandelbrot.tile(regions.get(i), MandelbrotCommand.MAX_ITERATIONS));
                  }
                }));
      }
      for (Future<?> share : shares) {
        share.get();
      }
      return image;
    } finally {
      pool.shutdown();
    }
  }
}
