// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Yonder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Live heap with many pending calls less that without, for each of them. */
final class PendingHeap implements Row.Measurement {
  private static final int CALLS = 200_000;

  private final Session session =
      Yonder.builder().profile("threads").cpus(2).progress(false).open();

  @Override
  public double floor() {
    return Double.NaN;
  }

  @Override
  public double ours() {
    CountDownLatch gate = new CountDownLatch(1);
    Calls.gate = gate;
    CallsRemote.Calls calls = CallsRemote.on(session);
    List<RemoteFuture<Integer>> running = List.of(calls.passGate(0), calls.passGate(0));
    List<RemoteFuture<Integer>> futures = new ArrayList<>(CALLS);
    long before = Heap.live();
    for (int i = 0; i < CALLS; i++) {
      futures.add(calls.passGate(1_000 + i));
    }
    // An answer to a question about the last call means that all have been taken in.
    futures.get(CALLS - 1).status();
    double bytes = (Heap.live() - before) / (double) CALLS;
    session.cancelAll();
    running.forEach(future -> future.toCompletableFuture().handle((r, e) -> r).join());
    futures.forEach(future -> future.toCompletableFuture().handle((r, e) -> r).join());
    gate.countDown();
    return bytes;
  }

  @Override
  public int warmups() {
    return 2;
  }

  @Override
  public void close() {
    session.close();
  }
}
