// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Yonder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Pending calls that are cancelled one by one. */
final class CancelPending implements Row.Measurement {
  private static final int CALLS = 100_000;

  @Override
  public double floor() {
    return Double.NaN;
  }

  @Override
  public double ours() {
    CountDownLatch gate = new CountDownLatch(1);
    Calls.gate = gate;
    List<RemoteFuture<Integer>> futures = new ArrayList<>(CALLS);
    long start;
    try (Session session = Yonder.builder().profile("threads").progress(false).open()) {
      CallsRemote.Calls calls = CallsRemote.on(session);
      for (int i = 0; i < CALLS; i++) {
        futures.add(calls.passGate(i));
      }
      futures.get(CALLS - 1).status();
      start = System.nanoTime();
      futures.forEach(future -> future.cancel(true));
      // Closing waits until the scheduler, too, knows every call as ended.
    } finally {
      gate.countDown();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Sums.check(futures.stream().filter(RemoteFuture::isCancelled).count(), CALLS);
    return seconds;
  }

  @Override
  public int warmups() {
    return 2;
  }
}
