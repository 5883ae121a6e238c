// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import dev.yonder.grid.GridDialect.Sighting;
import dev.yonder.spi.BlockId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads what squeue prints of jobs, by the names that its first line gives to the columns. */
final class SlurmQueue {
  /** What squeue is asked for: field, width at which it is cut off, and what follows it. */
  static final String FORMAT =
      "JobArrayID:40|,Name:80|,State:20|,exit_code:12|,NodeList:60|,Reason:200|";

  private static final Pattern SEPARATOR = Pattern.compile("\\|");
  private static final String ID = "JOBID";
  private static final String NAME = "NAME";
  private static final String STATE = "STATE";
  private static final String EXIT = "EXIT_CODE";
  private static final String NODES = "NODELIST";
  private static final String REASON = "REASON";

  private SlurmQueue() {}

  static List<Sighting> parse(String printed) throws UnexpectedOutputException {
    List<String> columns = List.of();
    List<Sighting> seen = new ArrayList<>();
    for (String line : printed.lines().toList()) {
      List<String> cells = cells(line);
      if (cells.contains(ID) && cells.contains(STATE)) {
        columns = cells;
      } else if (cells.size() == columns.size()) {
        seen.add(sighting(row(columns, cells)));
      }
    }
    if (columns.isEmpty()) {
      throw new UnexpectedOutputException(
          "a line with the columns %s, %s and more".formatted(ID, STATE));
    }
    return seen;
  }

  private static List<String> cells(String line) {
    return SEPARATOR.splitAsStream(line).map(String::strip).toList();
  }

  private static Map<String, String> row(List<String> columns, List<String> cells) {
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      row.put(columns.get(i), cells.get(i));
    }
    return row;
  }

  private static Sighting sighting(Map<String, String> row) {
    String id = row.getOrDefault(ID, "");
    SlurmJob job =
        new SlurmJob(
            id,
            row.getOrDefault(STATE, ""),
            row.getOrDefault(EXIT, ""),
            row.getOrDefault(NODES, ""),
            row.getOrDefault(REASON, ""));
    return new Sighting(row.getOrDefault(NAME, ""), new BlockId(id), job.status());
  }
}
