// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import dev.yonder.Session;
import dev.yonder.Yonder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Tiles of the Mandelbrot set, whose lengths differ as real work's do. */
final class MapEfficiency implements Row.Measurement {
  private static final int TILES = 400;

  private final ExecutorService pool =
      Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
  private final Session session = Yonder.builder().profile("threads").progress(false).open();
  private final List<Integer> rows = IntStream.range(0, TILES).boxed().toList();
  private final long expected = rows.stream().mapToLong(Calls::tile).sum();

  @Override
  public void prepare() {
    Warmth.of(session);
  }

  @Override
  public double floor() throws ExecutionException, InterruptedException {
    long start = System.nanoTime();
    List<Future<Integer>> futures = new ArrayList<>(TILES);
    for (int row : rows) {
      futures.add(pool.submit(() -> Calls.tile(row)));
    }
    long sum = 0;
    for (Future<Integer> future : futures) {
      sum += future.get();
    }
    return Sums.perSecond(TILES, start, sum, expected);
  }

  @Override
  public double ours() {
    long start = System.nanoTime();
    long sum = 0;
    for (int tile : session.map(rows, CallsRemote::tile)) {
      sum += tile;
    }
    return Sums.perSecond(TILES, start, sum, expected);
  }

  @Override
  public void close() {
    session.close();
    pool.shutdown();
  }
}
