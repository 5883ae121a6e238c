// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import dev.yonder.annotations.Remote;
import java.util.concurrent.CountDownLatch;

/** The remote methods that are measured. */
final class Calls {
  /** Holds back the calls that wait for it. */
  static volatile CountDownLatch gate = new CountDownLatch(0);

  private Calls() {}

  @Remote
  static int increment(int a) {
    return a + 1;
  }

  /** Keeps a processor busy for about a millisecond, however fast the processor is. */
  @Remote
  static double compute(int rounds, int seed) {
    return Compute.run(rounds, seed);
  }

  @Remote
  static int tile(int row) {
    return Compute.tile(row);
  }

  @Remote
  static int passGate(int a) throws InterruptedException {
    gate.await();
    return a;
  }

  @Remote
  static int depth(int n) throws Exception {
    return n == 0 ? 0 : 1 + CallsRemote.depth(n - 1).get();
  }
}
