// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lays out figures as a table: a line for each row, a column for each program. */
final class PeerTable {
  private static final int NAME_WIDTH = 17;
  private static final int WIDTH = 13;

  private PeerTable() {}

  static String of(List<Figure> figures) {
    Map<String, Map<String, Figure>> rows = new LinkedHashMap<>();
    Set<String> peers = new LinkedHashSet<>();
    for (Figure figure : figures) {
      rows.computeIfAbsent(figure.row(), row -> new LinkedHashMap<>()).put(figure.peer(), figure);
      if (figure.isPeer()) {
        peers.add(figure.peer());
      }
    }
    StringBuilder table = new StringBuilder();
    List<String> head = new ArrayList<>(List.of("unit", "ours", "floor", "ours/floor"));
    head.addAll(peers);
    table.append(line("row", head));
    rows.forEach((name, row) -> table.append(line(name, cells(row, peers))));
    return table.toString();
  }

  private static List<String> cells(Map<String, Figure> row, Set<String> peers) {
    Figure any = row.values().iterator().next();
    Figure ours = row.get(Figure.OURS);
    Figure floor = row.get(Figure.FLOOR);
    List<String> cells = new ArrayList<>();
    cells.add(any.unit());
    cells.add(cell(ours));
    cells.add(cell(floor));
    cells.add(ours == null || floor == null ? "" : number(ours.value() / floor.value()));
    for (String peer : peers) {
      Figure figure = row.get(peer);
      cells.add(cell(figure) + (isAhead(figure, ours) ? "*" : ""));
    }
    return cells;
  }

  private static String cell(@Nullable Figure figure) {
    return figure == null ? "" : number(figure.value()) + (figure.batch() ? " batch" : "");
  }

  /** Returns whether the peer does better than ours. */
  static boolean isAhead(@Nullable Figure peer, @Nullable Figure ours) {
    if (peer == null || ours == null) {
      return false;
    }
    boolean rate = peer.unit().endsWith("/s");
    return rate ? peer.value() > ours.value() : peer.value() < ours.value();
  }

  private static String number(double value) {
    return value >= 1_000
        ? "%,.0f".formatted(value)
        : value >= 10 ? "%.1f".formatted(value) : "%.3f".formatted(value);
  }

  private static String line(String name, List<String> cells) {
    StringBuilder line = new StringBuilder(("%-" + NAME_WIDTH + "s").formatted(name));
    for (String cell : cells) {
      // A longer one shifts those after it rather than being cut.
      line.append(("  %" + WIDTH + "s").formatted(cell));
    }
    return line.append(System.lineSeparator()).toString();
  }
}
