// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of a row; the ratio is ours where there is no floor.
 *
 * @param spread the interquartile range of the ratios of single rounds, as a part of their median
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({
  "row",
  "what",
  "unit",
  "floor",
  "ours",
  "ratio",
  "better",
  "good",
  "excellent",
  "spread"
})
record Figures(
    String row,
    String what,
    String unit,
    @Nullable Double floor,
    double ours,
    double ratio,
    String better,
    double good,
    double excellent,
    double spread) {

  /** Measures the row, floor and ours in turn. */
  static Figures of(Row row) throws Exception {
    double[] floors;
    double[] ours;
    try (Row.Measurement measurement = row.measurement().get()) {
      int rounds = measurement.rounds();
      floors = new double[rounds];
      ours = new double[rounds];
      measurement.prepare();
      for (int i = 0; i < measurement.warmups(); i++) {
        measurement.floor();
        measurement.ours();
      }
      for (int i = 0; i < rounds; i++) {
        floors[i] = measurement.floor();
        ours[i] = measurement.ours();
      }
    }
    double floor = quantile(floors, 0.5);
    double own = quantile(ours, 0.5);
    boolean hasFloor = !Double.isNaN(floor);
    return new Figures(
        row.name(),
        row.what(),
        row.unit(),
        hasFloor ? rounded(floor) : null,
        rounded(own),
        rounded(hasFloor ? own / floor : own),
        row.better().name().toLowerCase(Locale.ROOT),
        row.good(),
        row.excellent(),
        rounded(spread(floors, ours, hasFloor)));
  }

  private static double spread(double[] floors, double[] ours, boolean hasFloor) {
    double[] ratios = new double[ours.length];
    for (int i = 0; i < ours.length; i++) {
      ratios[i] = hasFloor ? ours[i] / floors[i] : ours[i];
    }
    return (quantile(ratios, 0.75) - quantile(ratios, 0.25)) / quantile(ratios, 0.5);
  }

  private static double quantile(double[] values, double part) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.round((sorted.length - 1) * part)];
  }

  private static double rounded(double value) {
    return value == 0 ? 0 : Double.parseDouble("%.4g".formatted(value));
  }

  /** Returns the figures as a line for people. */
  String line(boolean reached, boolean excelled) {
    return "%-20s %12s floor %12s ours   ratio %-9s (good %s, excellent %s, spread %.0f%%) %s"
        .formatted(
            row,
            floor == null ? "no" : floor,
            ours + " " + unit,
            ratio,
            good,
            excellent,
            spread * 100,
            excelled ? "excellent" : reached ? "good" : "SHORT OF GOOD");
  }
}
