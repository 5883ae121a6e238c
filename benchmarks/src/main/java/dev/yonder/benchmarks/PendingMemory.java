// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Yonder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a program of its own takes while many calls wait for the workers. */
final class PendingMemory {
  private static final int CALLS = 100_000;
  private static final int WORKERS = 2;
  private static final int MOST_ROUNDS = 5;

  /** Longer than the program runs; the session then cancels it. */
  private static final long LONG_MILLIS = 600_000;

  private PendingMemory() {}

  static List<Figure> figures(PeerRow row, Duration budget) throws Exception {
    List<Double> resident = new ArrayList<>();
    List<Double> growth = new ArrayList<>();
    List<Double> heap = new ArrayList<>();
    long end = System.nanoTime() + budget.toNanos();
    while (resident.size() < MOST_ROUNDS && (resident.isEmpty() || System.nanoTime() < end)) {
      String[] printed = Jvm.run(List.of(), PendingMemory.class, List.of()).split(" ", -1);
      resident.add(Double.valueOf(printed[0]));
      growth.add(Double.valueOf(printed[1]));
      heap.add(Double.valueOf(printed[2]));
    }
    return List.of(
        figure(row, "-rss", "MiB", resident),
        figure(row, "-growth", "bytes/task", growth),
        figure(row, "-heap", "bytes/task", heap));
  }

  private static Figure figure(PeerRow row, String part, String unit, List<Double> values) {
    return Figure.here(row, part, unit, Figure.OURS, PeerRow.median(values), CALLS);
  }

  /** Runs in the process of its own, and prints the three figures. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (Session session =
        Yonder.builder().profile("processes").cpus(WORKERS).progress(false).open()) {
      CallsRemote.Calls calls = CallsRemote.on(session);
      List<RemoteFuture<Integer>> futures = new ArrayList<>(CALLS + WORKERS);
      for (int i = 0; i < WORKERS; i++) {
        futures.add(calls.sleep(LONG_MILLIS));
      }
      Thread.sleep(500);
      long heapBefore = Heap.live();
      long before = ProcessMemory.resident(ProcessHandle.current().pid());
      for (int i = 0; i < CALLS; i++) {
        futures.add(calls.increment(i));
      }
      Thread.sleep(1_000);
      long after = ProcessMemory.resident(ProcessHandle.current().pid());
      // An answer to a question about the last call means that all have been taken in.
      futures.get(CALLS).status();
      long heap = Heap.live() - heapBefore;
      System.out.printf(
          "%f %f %f%n",
          after / (double) (1 << 20), (after - before) / (double) CALLS, heap / (double) CALLS);
      session.cancelAll();
    }
  }
}
