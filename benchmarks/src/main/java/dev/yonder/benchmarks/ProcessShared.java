// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Shared;
import dev.yonder.Yonder;
import java.util.ArrayList;
import java.util.List;

/** A hundred calls that share an array of 64 MiB, against as many that have a number. */
final class ProcessShared implements Row.Measurement {
  private static final int CALLS = 100;
  private static final int LENGTH = 8 << 20;

  private final Session session =
      Yonder.builder().profile("processes").cpus(2).progress(false).open();
  private final Shared<double[]> shared = Shared.of(new double[LENGTH]);

  @Override
  public double floor() {
    CallsRemote.Calls calls = CallsRemote.on(session);
    long start = System.nanoTime();
    List<RemoteFuture<Integer>> futures = new ArrayList<>(CALLS);
    for (int i = 0; i < CALLS; i++) {
      futures.add(calls.increment(i));
    }
    return Sums.perSecond(CALLS, start, sum(futures), (CALLS + 1L) * CALLS / 2);
  }

  @Override
  public double ours() {
    CallsRemote.Calls calls = CallsRemote.on(session);
    long start = System.nanoTime();
    List<RemoteFuture<Integer>> futures = new ArrayList<>(CALLS);
    for (int i = 0; i < CALLS; i++) {
      futures.add(calls.look(shared, i));
    }
    return Sums.perSecond(CALLS, start, sum(futures), (CALLS - 1L) * CALLS / 2);
  }

  private static long sum(List<RemoteFuture<Integer>> futures) {
    return futures.stream().mapToLong(RemoteFuture::join).sum();
  }

  @Override
  public int warmups() {
    return 200;
  }

  @Override
  public void close() {
    session.close();
  }
}
