// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** 300 calls of which each is a job of Slurm's, against an array of its own of as many jobs. */
final class SlurmArray implements Row.Measurement {
  static final int CALLS = 300;

  private final Lab lab = Lab.up("slurm");
  private final SlurmArrayFloor floor;
  private final Session session = SlurmCommands.session(lab, lab.file("bin"));

  SlurmArray() {
    try {
      floor = new SlurmArrayFloor(lab, CALLS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public double floor() throws Exception {
    SlurmArrayFloor.awaitIdle(lab);
    return floor.perSecond();
  }

  @Override
  public double ours() throws Exception {
    SlurmArrayFloor.awaitIdle(lab);
    long start = System.nanoTime();
    return Sums.perSecond(CALLS, start, sum(session), (CALLS + 1L) * CALLS / 2);
  }

  /** Returns the sum of what the calls return. */
  static long sum(Session session) {
    CallsRemote.Calls calls = CallsRemote.on(session);
    List<RemoteFuture<Integer>> futures = new ArrayList<>(CALLS);
    for (int i = 0; i < CALLS; i++) {
      futures.add(calls.increment(i));
    }
    return futures.stream().mapToLong(RemoteFuture::join).sum();
  }

  @Override
  public int warmups() {
    return 1;
  }

  @Override
  public int rounds() {
    return 7;
  }

  @Override
  public void close() throws IOException {
    session.close();
    lab.close();
  }
}
