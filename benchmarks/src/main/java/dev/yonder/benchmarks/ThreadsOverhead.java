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

/** Calls that compute for a millisecond each. */
final class ThreadsOverhead implements Row.Measurement {
  private static final int CALLS = 2_000;

  private final int rounds = Compute.roundsOfAMillisecond();
  private final ExecutorService pool =
      Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
  private final Session session = Yonder.builder().profile("threads").progress(false).open();

  @Override
  public void prepare() {
    Warmth.of(session);
  }

  @Override
  public double floor() throws ExecutionException, InterruptedException {
    long start = System.nanoTime();
    List<Future<Double>> futures = new ArrayList<>(CALLS);
    for (int i = 0; i < CALLS; i++) {
      int seed = i;
      futures.add(pool.submit(() -> Calls.compute(rounds, seed)));
    }
    double sum = 0;
    for (Future<Double> future : futures) {
      sum += future.get();
    }
    return Sums.perSecond(CALLS, start, sum > 0 ? 1 : 0, 1);
  }

  @Override
  public double ours() {
    return ComputingCalls.perSecond(session, CALLS, rounds);
  }

  @Override
  public int warmups() {
    return 2;
  }

  @Override
  public void close() {
    session.close();
    pool.shutdown();
  }
}
