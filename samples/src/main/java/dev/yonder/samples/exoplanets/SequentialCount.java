// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.exoplanets;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts a whole file once more, in one plain loop, and compares.
 *
 * <p>On purpose it knows nothing of partitions, merging and {@link Columns}.
 */
final class SequentialCount {
  private final Map<String, Integer> perStar = new TreeMap<>();
  private final Map<String, Integer> perMethod = new TreeMap<>();
  private long planets;
  private int bad;

  private SequentialCount() {}

  static SequentialCount of(Path file) throws IOException {
    SequentialCount count = new SequentialCount();
    try (var records =
        CsvReader.builder()
            .detectBomHeader(true)
            .skipEmptyLines(false)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .ofCsvRecord(file, StandardCharsets.UTF_8)) {
      var all = records.iterator();
      List<String> header = all.next().getFields();
      while (all.hasNext()) {
        List<String> fields = all.next().getFields();
        if (fields.size() == header.size()) {
          count.planets++;
          increment(count.perStar, fields.get(header.indexOf("pl_hostname")));
          increment(count.perMethod, fields.get(header.indexOf("pl_discmethod")));
        } else {
          count.bad++;
        }
      }
    }
    return count;
  }

  private static void increment(Map<String, Integer> counts, String key) {
    counts.put(key, counts.getOrDefault(key, 0) + 1);
  }

  boolean agreesWith(Counts counts) {
    return planets == counts.planets()
        && bad == counts.bad()
        && perStar.equals(counts.perStar())
        && perMethod.equals(counts.perMethod());
  }

  @Override
  public String toString() {
    return "%,d planets of %,d stars by %d methods, %,d bad lines"
        .formatted(planets, perStar.size(), perMethod.size(), bad);
  }
}
