// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import dev.yonder.Session;
import dev.yonder.Yonder;
import java.util.concurrent.FutureTask;

/** Calls that wait for one another, a thousand deep. */
final class Recursion implements Row.Measurement {
  private static final int DEPTH = 1_000;

  private final Session session =
      Yonder.builder().profile("threads").cpus(2).progress(false).open();

  /** The least that a thousand waiting threads cost: each starts the next and waits for it. */
  @Override
  public double floor() throws Exception {
    long start = System.nanoTime();
    Sums.check(depth(DEPTH), DEPTH);
    return (System.nanoTime() - start) / 1e9;
  }

  private static int depth(int n) throws Exception {
    if (n == 0) {
      return 0;
    }
    FutureTask<Integer> inner = new FutureTask<>(() -> depth(n - 1));
    new Thread(inner).start();
    return 1 + inner.get();
  }

  @Override
  public double ours() throws Exception {
    long start = System.nanoTime();
    Sums.check(CallsRemote.on(session).depth(DEPTH).get(), DEPTH);
    return (System.nanoTime() - start) / 1e9;
  }

  @Override
  public void close() {
    session.close();
  }
}
