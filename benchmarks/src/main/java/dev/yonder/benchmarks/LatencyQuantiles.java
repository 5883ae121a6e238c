// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What single no-op calls take: the median, and what nine and 99 of a hundred stay below. */
final class LatencyQuantiles {
  private static final int MOST_ROUNDS = 5;

  private LatencyQuantiles() {}

  private record Part(String name, double part) {}

  private static final List<Part> PARTS =
      List.of(new Part("-median", 0.5), new Part("-p90", 0.9), new Part("-p99", 0.99));

  static List<Figure> figures(PeerRow row, Duration budget) throws Exception {
    double[] floors = {};
    double[] ours = {};
    try (ProcessLatency latency = new ProcessLatency()) {
      long end = System.nanoTime() + budget.toNanos();
      for (int i = 0;
          i < latency.warmups() && System.nanoTime() < end - budget.toNanos() / 2;
          i++) {
        latency.floor();
        latency.ours();
      }
      for (int i = 0; i < MOST_ROUNDS && (i == 0 || System.nanoTime() < end); i++) {
        floors = joined(floors, latency.floorMicros());
        ours = joined(ours, latency.oursMicros());
      }
    }
    Arrays.sort(floors);
    Arrays.sort(ours);
    List<Figure> figures = new ArrayList<>();
    for (Part part : PARTS) {
      figures.add(figure(row, part, Figure.OURS, ours));
      figures.add(figure(row, part, Figure.FLOOR, floors));
    }
    return figures;
  }

  private static Figure figure(PeerRow row, Part part, String peer, double[] sorted) {
    double value = sorted[(int) Math.round((sorted.length - 1) * part.part)];
    return Figure.here(row, part.name, row.unit(), peer, value, sorted.length);
  }

  private static double[] joined(double[] a, double[] b) {
    double[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
