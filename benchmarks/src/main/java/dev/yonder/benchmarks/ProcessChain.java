// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Yonder;

/** Calls of which each needs the one before, against calls that the program waits for. */
final class ProcessChain implements Row.Measurement {
  private static final int CALLS = 1_000;

  private final Session session =
      Yonder.builder().profile("processes").cpus(1).progress(false).open();

  @Override
  public double floor() throws Exception {
    CallsRemote.Calls calls = CallsRemote.on(session);
    long start = System.nanoTime();
    int value = 0;
    for (int i = 0; i < CALLS; i++) {
      value = calls.increment(value).get();
    }
    return Sums.perSecond(CALLS, start, value, CALLS);
  }

  @Override
  public double ours() throws Exception {
    CallsRemote.Calls calls = CallsRemote.on(session);
    long start = System.nanoTime();
    RemoteFuture<Integer> last = calls.increment(0);
    for (int i = 1; i < CALLS; i++) {
      last = calls.increment(last);
    }
    return Sums.perSecond(CALLS, start, last.get(), CALLS);
  }

  @Override
  public int warmups() {
    return 20;
  }

  @Override
  public void close() {
    session.close();
  }
}
