// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.exoplanets;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Names and how often they were counted, most frequent first, equal ones by name.
 *
 * @param title what is counted
 * @param total how many names there are in all
 */
record Ranking(String title, List<Row> rows, int total) {

  /** A name and its count. */
  record Row(String name, int count) {}

  static Ranking of(String title, Map<String, Integer> counts, int most) {
    List<Row> rows =
        counts.entrySet().stream()
            .map(entry -> new Row(label(entry.getKey()), entry.getValue()))
            .sorted(Comparator.comparing(Row::count).reversed().thenComparing(Row::name))
            .limit(most)
            .toList();
    return new Ranking(title, rows, counts.size());
  }

  /** A name is printed on one line, whatever a quoted field holds. */
  private static String label(String name) {
    return name.isBlank() ? "(no name)" : name.strip().replaceAll("\\s+", " ");
  }

  void print(PrintWriter out) {
    int width = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
    out.printf("%s (%d of %,d)%n", title, rows.size(), total);
    rows.forEach(row -> out.printf("  %-" + width + "s %6d%n", row.name(), row.count()));
  }
}
