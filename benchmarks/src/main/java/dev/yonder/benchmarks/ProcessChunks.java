// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Yonder;
import java.util.ArrayList;
import java.util.List;

/** No-op elements on two worker processes, which the caller puts into chunks. */
final class ProcessChunks implements Row.Measurement {
  private static final int CHUNKS = 5_000;
  private static final int LENGTH = 1_000;

  private final Session session =
      Yonder.builder().profile("processes").cpus(2).progress(false).open();

  @Override
  public double floor() {
    return Double.NaN;
  }

  @Override
  public double ours() {
    CallsRemote.Calls calls = CallsRemote.on(session);
    int[] chunk = new int[LENGTH];
    long start = System.nanoTime();
    List<RemoteFuture<int[]>> futures = new ArrayList<>(CHUNKS);
    for (int i = 0; i < CHUNKS; i++) {
      futures.add(calls.incrementAll(chunk));
    }
    long sum = 0;
    for (RemoteFuture<int[]> future : futures) {
      sum += future.join()[LENGTH - 1];
    }
    Sums.check(sum, CHUNKS);
    return (double) CHUNKS * LENGTH * 1e9 / (System.nanoTime() - start);
  }

  @Override
  public int warmups() {
    return 10;
  }

  @Override
  public void close() {
    session.close();
  }
}
