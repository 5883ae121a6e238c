// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.exoplanets;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.yonder.annotations.Remote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The work of this sample: counting in one partition, and adding up what two counts found. */
final class Exoplanets {

  private Exoplanets() {}

  /**
   * Counts the planets of a partition. A record with a wrong number of fields is no planet but a
   * bad line.
   *
   * @throws MalformedCsvException if the quotes of a record cannot be understood
   */
  @Remote
  static Counts count(Partition partition) {
    Columns columns = partition.columns();
    Map<String, Integer> perStar = new HashMap<>();
    Map<String, Integer> perMethod = new HashMap<>();
    List<BadLine> bad = new ArrayList<>();
    long planets = 0;
    long line = partition.firstLine();
    try {
      for (CsvRecord record : CsvFile.reader().ofCsvRecord(partition.text())) {
        line = partition.firstLine() + record.getStartingLineNumber() - 1;
        if (line == 1) {
          continue; // the header
        }
        if (record.getFieldCount() != columns.count()) {
          bad.add(new BadLine(line, record.getFieldCount()));
          continue;
        }
        planets++;
        perStar.merge(record.getField(columns.star()), 1, Integer::sum);
        perMethod.merge(record.getField(columns.method()), 1, Integer::sum);
      }
    } catch (CsvParseException e) {
      throw new MalformedCsvException(line, e);
    }
    List<BadLine> firstBad = bad.stream().limit(Counts.MOST_BAD_LINES).toList();
    return new Counts(planets, perStar, perMethod, bad.size(), firstBad);
  }

  /** Adds up the counts of two neighbouring parts of the file. */
  @Remote
  static Counts merge(Counts part, Counts next) {
    return part.plus(next);
  }
}
