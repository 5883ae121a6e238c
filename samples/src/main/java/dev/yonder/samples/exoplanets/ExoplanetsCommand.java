// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.exoplanets;

import dev.yonder.DependencyFailedException;
import dev.yonder.Reduce;
import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.samples.Output;
import dev.yonder.samples.SessionOptions;
import dev.yonder.samples.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Counts the planets of a CSV file per star and per discovery method. */
@Command(
    name = "exoplanets",
    description = "Counts the planets of a CSV file, one remote call for each partition.",
    sortOptions = false)
public final class ExoplanetsCommand implements Callable<Integer> {
  private static final String OWN_FILE = "made-up-planets.csv";

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "A CSV file with the columns pl_hostname and pl_discmethod, such as the NASA Exoplanet"
              + " Archive's. Default: a few made-up planets.")
  private @Nullable Path file;

  @Option(
      names = "--partition",
      paramLabel = "LINES",
      defaultValue = "500",
      description =
          "Lines of a partition, at least 1; a record counts as one line, however many its quoted"
              + " fields span. Default: ${DEFAULT-VALUE}.")
  private int partition;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many stars to show, at least 1. Default: ${DEFAULT-VALUE}.")
  private int top;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The directory for the charts. Default: the current one.")
  private Path out;

  @Mixin private SessionOptions sessions;

  @Spec private CommandSpec spec;

  private final Check check;

  /** Whether counts are right for a file; tests plant one that is never satisfied. */
  interface Check {
    SequentialCount count(Path file) throws IOException;
  }

  /** Constructs the command; called by picocli, which sets the fields. */
  public ExoplanetsCommand() {
    this(SequentialCount::of);
  }

  @SuppressWarnings("NullAway.Init")
  ExoplanetsCommand(Check check) {
    this.check = check;
  }

  /**
   * Counts every partition in a call of its own and adds up the counts in a tree of calls.
   *
   * @throws MalformedCsvException if a partition cannot be read
   */
  static Counts count(List<Partition> partitions) {
    List<RemoteFuture<Counts>> parts = partitions.stream().map(ExoplanetsRemote::count).toList();
    try {
      return Reduce.tree(parts, ExoplanetsRemote::merge).join();
    } catch (DependencyFailedException e) {
      // What was wrong with a partition is known to the calls that wait for its count as a cause.
      throw e.getCause() instanceof MalformedCsvException malformed ? malformed : e;
    }
  }

  @Override
  public Integer call() throws IOException {
    if (partition < 1 || top < 1) {
      throw new UsageException(
          "--partition and --top are at least 1, not %d and %d".formatted(partition, top));
    }
    if (file != null) {
      return count(file);
    }
    Path copy = Files.createTempFile("made-up-planets", ".csv");
    try (InputStream ours = ExoplanetsCommand.class.getResourceAsStream(OWN_FILE)) {
      Files.copy(Objects.requireNonNull(ours), copy, StandardCopyOption.REPLACE_EXISTING);
      return count(copy);
    } finally {
      Files.delete(copy);
    }
  }

  private int count(Path csv) throws IOException {
    PrintWriter lines = spec.commandLine().getOut();
    List<Partition> partitions = CsvFile.open(csv, partition).partitions();
    Path directory = Output.directory(out);
    Counts counts;
    try (Session yonder = sessions.open()) {
      lines.printf(
          "%s, cut into %d, on %s%n",
          file == null ? "made-up planets" : file, partitions.size(), yonder.description());
      counts = count(partitions);
    } catch (MalformedCsvException e) {
      throw new UsageException(csv + ": " + e.getMessage() + "; mend the quotes there");
    }
    report(counts, lines);
    draw(counts, directory, lines);
    SequentialCount expected = check.count(csv);
    if (!expected.agreesWith(counts)) {
      lines.printf("WRONG: a sequential count finds %s%n", expected);
      return 1;
    }
    lines.println("right: a sequential count of the whole file agrees");
    return 0;
  }

  private void report(Counts counts, PrintWriter lines) {
    lines.printf(
        "%,d planets of %,d stars, found by %d methods%n",
        counts.planets(), counts.perStar().size(), counts.perMethod().size());
    lines.printf("bad lines: %,d%n", counts.bad());
    counts
        .firstBad()
        .forEach(bad -> lines.printf("  line %d has %d fields%n", bad.line(), bad.fields()));
    if (counts.bad() > counts.firstBad().size()) {
      lines.println("  ...");
    }
    stars(counts).print(lines);
    methods(counts).print(lines);
  }

  private void draw(Counts counts, Path directory, PrintWriter lines) throws IOException {
    if (counts.planets() == 0) {
      lines.println("no charts: there is no planet to show");
      return;
    }
    BarChart.write(stars(counts), directory, "planets-per-star");
    BarChart.write(methods(counts), directory, "planets-per-method");
    lines.printf(
        "charts: planets-per-star and planets-per-method (.png, .svg) in %s%n",
        directory.toAbsolutePath().normalize());
  }

  private Ranking stars(Counts counts) {
    return Ranking.of("Planets per star", counts.perStar(), top);
  }

  private static Ranking methods(Counts counts) {
    return Ranking.of(
        "Planets per discovery method", counts.perMethod(), counts.perMethod().size());
  }
}
