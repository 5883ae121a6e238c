// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import java.util.ArrayList;
import java.util.List;

/** Calls that keep a processor busy, as several rows make them in one session or another. */
final class ComputingCalls {

  private ComputingCalls() {}

  /** Makes so many calls of so many rounds at once, and returns how many ended in a second. */
  static double perSecond(Session session, int count, int rounds) {
    CallsRemote.Calls calls = CallsRemote.on(session);
    long start = System.nanoTime();
    List<RemoteFuture<Double>> futures = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      futures.add(calls.compute(rounds, i));
    }
    double sum = 0;
    for (RemoteFuture<Double> future : futures) {
      sum += future.join();
    }
    return Sums.perSecond(count, start, sum > 0 ? 1 : 0, 1);
  }
}
