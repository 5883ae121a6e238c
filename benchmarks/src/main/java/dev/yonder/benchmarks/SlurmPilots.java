// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Yonder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** 10,000 calls of a millisecond on two jobs of Slurm, against two processes of this machine. */
final class SlurmPilots implements Row.Measurement {
  private static final int CALLS = 10_000;
  private static final int WORKERS = 2;
  private static final int MOST_LOOKS = 60;
  private static final long SLEEP_MILLIS = 500;

  private final int rounds = Compute.roundsOfAMillisecond();
  private final Lab lab = Lab.up("slurm");
  private final Session processes =
      Yonder.builder().profile("processes").cpus(WORKERS).progress(false).open();
  private final Session pilots =
      Yonder.builder()
          .settingsFile(lab.settings())
          .profile("lab-slurm")
          .set("min", Integer.toString(WORKERS))
          .set("max", Integer.toString(WORKERS))
          .progress(false)
          .open();

  @Override
  public void prepare() {
    awaitWorkers(processes);
    awaitWorkers(pilots);
  }

  /** Waits until as many calls run at the same time as there are to be workers. */
  private static void awaitWorkers(Session session) {
    CallsRemote.Calls calls = CallsRemote.on(session);
    for (int i = 0; i < MOST_LOOKS; i++) {
      long start = System.nanoTime();
      List<RemoteFuture<Integer>> sleepers = new ArrayList<>();
      for (int worker = 0; worker < WORKERS; worker++) {
        sleepers.add(calls.sleep(SLEEP_MILLIS));
      }
      sleepers.forEach(RemoteFuture::join);
      if (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(WORKERS * SLEEP_MILLIS)) {
        return;
      }
    }
    throw new IllegalStateException("not all workers have come");
  }

  @Override
  public double floor() {
    return ComputingCalls.perSecond(processes, CALLS, rounds);
  }

  @Override
  public double ours() {
    return ComputingCalls.perSecond(pilots, CALLS, rounds);
  }

  @Override
  public int warmups() {
    return 3;
  }

  @Override
  public void close() throws IOException {
    pilots.close();
    processes.close();
    lab.close();
  }
}
