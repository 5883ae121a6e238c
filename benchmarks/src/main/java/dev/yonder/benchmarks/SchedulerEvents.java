// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import java.util.Locale;

/** Events of sessions of all sizes; what counts is the slowest of them. */
final class SchedulerEvents implements Row.Measurement {
  private static final int[] WORKERS = {100, 1_000, 10_000, 100_000};
  private static final long TASKS = 300_000;
  private static final long[] TABLE_TASKS = {1_000, 10_000, 100_000, 1_000_000, 10_000_000};

  @Override
  public void prepare() {
    ours();
    System.out.printf("%12s %12s", "workers", "tasks");
    for (SchedulerCluster.Mix mix : SchedulerCluster.Mix.values()) {
      System.out.printf(" %14s", mix.name().toLowerCase(Locale.ROOT));
    }
    System.out.println("   (microseconds an event)");
    for (int workers : WORKERS) {
      for (long tasks : TABLE_TASKS) {
        System.out.printf("%,12d %,12d", workers, tasks);
        for (SchedulerCluster.Mix mix : SchedulerCluster.Mix.values()) {
          System.out.printf(" %14.3f", new SchedulerCluster(workers, mix).run(tasks));
        }
        System.out.println();
      }
    }
  }

  @Override
  public double floor() {
    return Double.NaN;
  }

  @Override
  public double ours() {
    double slowest = 0;
    for (int workers : WORKERS) {
      for (SchedulerCluster.Mix mix : SchedulerCluster.Mix.values()) {
        slowest = Math.max(slowest, new SchedulerCluster(workers, mix).run(TASKS));
      }
    }
    return slowest;
  }

  @Override
  public int warmups() {
    return 1;
  }
}
