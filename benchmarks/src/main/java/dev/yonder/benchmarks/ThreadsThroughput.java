// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Yonder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;

/** No-op calls, all made at once and then waited for. */
final class ThreadsThroughput implements Row.Measurement {
  private static final int CALLS = 200_000;

  private final ForkJoinPool pool = new ForkJoinPool(Runtime.getRuntime().availableProcessors());
  private final Session session = Yonder.builder().profile("threads").progress(false).open();

  @Override
  public double floor() {
    long start = System.nanoTime();
    List<CompletableFuture<Integer>> futures = new ArrayList<>(CALLS);
    for (int i = 0; i < CALLS; i++) {
      int a = i;
      futures.add(CompletableFuture.supplyAsync(() -> Calls.increment(a), pool));
    }
    long sum = 0;
    for (CompletableFuture<Integer> future : futures) {
      sum += future.join();
    }
    return Sums.perSecond(CALLS, start, sum, (CALLS + 1L) * CALLS / 2);
  }

  @Override
  public double ours() {
    CallsRemote.Calls calls = CallsRemote.on(session);
    long start = System.nanoTime();
    List<RemoteFuture<Integer>> futures = new ArrayList<>(CALLS);
    for (int i = 0; i < CALLS; i++) {
      futures.add(calls.increment(i));
    }
    long sum = 0;
    for (RemoteFuture<Integer> future : futures) {
      sum += future.join();
    }
    return Sums.perSecond(CALLS, start, sum, (CALLS + 1L) * CALLS / 2);
  }

  @Override
  public int warmups() {
    return 15;
  }

  @Override
  public void close() {
    session.close();
    pool.shutdown();
  }
}
