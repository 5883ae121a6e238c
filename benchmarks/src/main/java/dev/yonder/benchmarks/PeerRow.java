// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Work that ours and its peers do.
 *
 * @param name the row's name, by which scripts of peers know it
 * @param what what is measured, in a line
 * @param unit the unit of its figures, where it has only one
 * @param batch whether many tasks travel in one message, by the caller's doing
 * @param measured measures ours and the floor
 */
record PeerRow(String name, String what, String unit, boolean batch, Measured measured) {
  private static final int MOST_ROUNDS = 9;

  /** Measures ours and the floor, if there is one, in about the time. */
  interface Measured {
    List<Figure> figures(PeerRow row, Duration budget) throws Exception;
  }

  List<Figure> ours(Duration budget) throws Exception {
    return measured.figures(this, budget);
  }

  /** Measures floor and ours in turn: half of the time without counting, then medians. */
  static Measured inTurn(Supplier<Row.Measurement> measurements) {
    return (row, budget) -> {
      List<Double> floors = new ArrayList<>();
      List<Double> ours = new ArrayList<>();
      try (Row.Measurement measurement = measurements.get()) {
        measurement.prepare();
        warmUp(measurement, budget.dividedBy(2));
        long end = System.nanoTime() + budget.dividedBy(2).toNanos();
        while (ours.size() < MOST_ROUNDS && (ours.isEmpty() || System.nanoTime() < end)) {
          floors.add(measurement.floor());
          ours.add(measurement.ours());
        }
      }
      List<Figure> figures = new ArrayList<>();
      figures.add(Figure.here(row, Figure.OURS, median(ours), ours.size()));
      if (!Double.isNaN(floors.get(0))) {
        figures.add(Figure.here(row, Figure.FLOOR, median(floors), floors.size()));
      }
      return figures;
    };
  }

  private static void warmUp(Row.Measurement measurement, Duration budget) throws Exception {
    long end = System.nanoTime() + budget.toNanos();
    for (int i = 0; i < measurement.warmups() && System.nanoTime() < end; i++) {
      measurement.floor();
      measurement.ours();
    }
  }

  static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
