// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Has ours and its peers do the same work in the same run. */
@Command(
    name = "peers",
    mixinStandardHelpOptions = true,
    description = {
      "Has Yonder and programs like it do the same work, on two worker processes of this host.",
      "Peers are run with python3, with the Python that YONDER_PEERS_PYTHON names, or in the system"
          + " in the directory that YONDER_PEERS_CHROOT names; those that are not installed there"
          + " are left out."
    })
final class PeersCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "ROW", description = "The rows; all if none is given.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--json", paramLabel = "FILE", description = "Also writes the figures as JSON.")
  private @Nullable File json;

  @Option(
      names = "--budget",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "How long a row of a program may take, about (${DEFAULT-VALUE}).")
  private int budget;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    List<PeerRow> rows = chosen();
    List<Figure> figures = new ArrayList<>();
    try (PeerScripts scripts = new PeerScripts(scriptDirectory())) {
      for (PeerRow row : rows) {
        measure(row, scripts, figures);
      }
      System.out.print(PeerTable.of(figures));
      System.out.println("* better than ours; batch: many elements in a message, by the caller");
      scripts
          .missing()
          .forEach((peer, why) -> System.out.printf("%s: not installed (%s)%n", peer, why));
      scripts.failures().forEach(failure -> System.out.println("not measured: " + failure));
    }
    if (json != null) {
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build()
          .writeValue(json, figures);
    }
    return 0;
  }

  private void measure(PeerRow row, PeerScripts scripts, List<Figure> figures) throws Exception {
    System.err.printf("%s: %s%n", row.name(), row.what());
    Duration time = Duration.ofSeconds(budget);
    report(row.ours(time), figures);
    for (PeerProgram peer : PeerProgram.all()) {
      report(scripts.measure(peer, row, time), figures);
    }
  }

  private static void report(List<Figure> measured, List<Figure> figures) {
    for (Figure figure : measured) {
      System.err.printf(
          "  %-17s %-18s %,14.3f %s (%d) %s%n",
          figure.row(), figure.peer(), figure.value(), figure.unit(), figure.done(), figure.how());
    }
    figures.addAll(measured);
  }

  private static Path scriptDirectory() throws IOException {
    String directory = System.getProperty("yonder.peers", "");
    if (directory.isEmpty()) {
      throw new IOException(
          "the system property yonder.peers does not say where the scripts of peers are; run this"
              + " with bin/bench");
    }
    return Path.of(directory);
  }

  private List<PeerRow> chosen() {
    Map<String, PeerRow> rows = new LinkedHashMap<>();
    PeerRows.all().forEach(row -> rows.put(row.name(), row));
    List<PeerRow> chosen = new ArrayList<>();
    for (String name : names.isEmpty() ? rows.keySet() : names) {
      PeerRow row = rows.get(name);
      if (row == null) {
        throw new CommandLine.ParameterException(
            spec == null ? new CommandLine(this) : spec.commandLine(),
            "there is no row \"%s\"; the rows are %s"
                .formatted(name, String.join(", ", rows.keySet())));
      }
      chosen.add(row);
    }
    return chosen;
  }
}
