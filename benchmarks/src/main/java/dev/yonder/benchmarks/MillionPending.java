// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Yonder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A million pending calls in a process with 1 GiB of heap, which then run to the end. */
final class MillionPending implements Row.Measurement {
  private static final int CALLS = 1_000_000;

  @Override
  public double floor() {
    return Double.NaN;
  }

  @Override
  public double ours() throws Exception {
    return Double.parseDouble(Jvm.run(List.of("-Xmx1g"), MillionPending.class, List.of()));
  }

  @Override
  public int warmups() {
    return 0;
  }

  /** Runs in the process of its own, and prints the live heap in MiB. */
  public static void main(String[] arguments) {
    CountDownLatch gate = new CountDownLatch(1);
    Calls.gate = gate;
    double live;
    long sum = 0;
    try (Session session = Yonder.builder().profile("threads").progress(false).open()) {
      CallsRemote.Calls calls = CallsRemote.on(session);
      List<RemoteFuture<Integer>> futures = new ArrayList<>(CALLS);
      for (int i = 0; i < CALLS; i++) {
        futures.add(calls.passGate(i));
      }
      futures.get(CALLS - 1).status();
      live = Heap.live() / (double) (1 << 20);
      gate.countDown();
      for (RemoteFuture<Integer> future : futures) {
        sum += future.join();
      }
    }
    Sums.check(sum, (CALLS - 1L) * CALLS / 2);
    System.out.println(live);
  }
}
