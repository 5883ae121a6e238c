// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import java.io.File;
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

/** Measures rows and tells whether they are good. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    subcommands = PeersCommand.class,
    description = "Measures how fast Yonder is, as ratios to a floor measured in the same run.",
    footer = {
      "Exit status: 0 if every row is good or skipped, as this machine lacks what it takes,",
      "1 if one is short of good, 2 for bad usage."
    })
final class Bench implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "ROW", description = "The rows; all if none is given.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--json", paramLabel = "FILE", description = "Also writes the figures as JSON.")
  private @Nullable File json;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  private Bench() {}

  /** Runs the program. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Map<String, Row> rows = new LinkedHashMap<>();
    Rows.all().forEach(row -> rows.put(row.name(), row));
    List<Figures> figures = new ArrayList<>();
    boolean allGood = true;
    for (Row row : chosen(rows)) {
      Figures measured;
      try {
        measured = Figures.of(row);
      } catch (LackingException e) {
        System.out.println("%-20s skipped: %s".formatted(row.name(), e.reason()));
        continue;
      }
      boolean good = row.better().reached(measured.ratio(), row.good());
      boolean excellent = row.better().reached(measured.ratio(), row.excellent());
      System.out.println(measured.line(good, excellent));
      figures.add(measured);
      allGood &= good;
    }
    if (json != null) {
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build()
          .writeValue(json, figures);
    }
    return allGood ? 0 : 1;
  }

  private List<Row> chosen(Map<String, Row> rows) {
    List<Row> chosen = new ArrayList<>();
    for (String name : names.isEmpty() ? rows.keySet() : names) {
      Row row = rows.get(name);
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
