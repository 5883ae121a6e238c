// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the scripts that measure peers, and reads what they print. */
final class PeerScripts implements AutoCloseable {
  /** How much longer than its budget a script may take, to start its workers and to end them. */
  private static final Duration MORE = Duration.ofSeconds(60);

  private static final int MOST_STARTS = 5;

  private final JsonMapper json = new JsonMapper();
  private final PeerPython python;
  private final Map<String, String> versions = new LinkedHashMap<>();
  private final Map<String, String> missing = new LinkedHashMap<>();
  private final List<String> failures = new ArrayList<>();

  PeerScripts(Path directory) throws IOException {
    python = PeerPython.of(directory);
  }

  /** Returns the peers that are not installed, and why that is thought. */
  Map<String, String> missing() {
    return missing;
  }

  /** Returns what could not be measured, and why. */
  List<String> failures() {
    return failures;
  }

  /** Measures a row of a peer, in a process of its own. */
  List<Figure> measure(PeerProgram peer, PeerRow row, Duration budget)
      throws IOException, InterruptedException {
    if (missing.containsKey(peer.name())) {
      return List.of();
    }
    if (row.name().equals("start")) {
      return starts(peer, row, budget);
    }
    List<Figure> figures = new ArrayList<>();
    for (String line : run(peer, row, budget)) {
      JsonNode node = json.readTree(line);
      if (node.has("missing")) {
        missing.put(peer.name(), node.get("missing").asString());
      } else if (node.has("error")) {
        failures.add("%s %s: %s".formatted(peer.name(), row.name(), node.get("error").asString()));
      } else {
        Figure figure = json.treeToValue(node, Figure.class);
        versions.put(peer.name(), figure.version());
        figures.add(figure);
      }
    }
    if (figures.isEmpty() && !missing.containsKey(peer.name())) {
      failures.add("%s %s: no figure".formatted(peer.name(), row.name()));
    }
    return figures;
  }

  private List<String> run(PeerProgram peer, PeerRow row, Duration budget)
      throws IOException, InterruptedException {
    List<String> command =
        python.command(peer.script(), Long.toString(budget.toSeconds()), row.name());
    return BoundedProcess.lines(command, budget.multipliedBy(2).plus(MORE)).stream()
        .filter(line -> line.startsWith("{"))
        .toList();
  }

  /** Launches the program again and again; the first time only fills the disk's cache. */
  private List<Figure> starts(PeerProgram peer, PeerRow row, Duration budget)
      throws IOException, InterruptedException {
    List<Double> seconds = new ArrayList<>();
    List<String> command = python.command(peer.script(), "1", row.name());
    long end = System.nanoTime() + budget.toNanos();
    for (int i = 0; i <= MOST_STARTS && (i < 2 || System.nanoTime() < end); i++) {
      BoundedProcess.FirstLine first = BoundedProcess.firstLine(command, "{", MORE);
      JsonNode node = json.readTree(first.line());
      if (node.has("missing")) {
        missing.put(peer.name(), node.get("missing").asString());
        return List.of();
      }
      if (!node.has("first")) {
        failures.add("%s %s: %s".formatted(peer.name(), row.name(), first.line()));
        return List.of();
      }
      if (i > 0) {
        seconds.add(first.seconds());
      }
    }
    String version = versions.getOrDefault(peer.name(), "");
    double median = PeerRow.median(seconds);
    return List.of(
        new Figure(
            row.name(), peer.name(), version, median, row.unit(), false, "", seconds.size()));
  }

  @Override
  public void close() throws IOException {
    python.close();
  }
}
