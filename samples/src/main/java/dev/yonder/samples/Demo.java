// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples;

import dev.yonder.samples.exoplanets.ExoplanetsCommand;
import dev.yonder.samples.mandelbrot.MandelbrotCommand;
import dev.yonder.samples.pi.PiCommand;
import dev.yonder.samples.quadrature.QuadratureCommand;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Starts a sample; what {@code bin/demo} runs.
 *
 * <p>The exit status is 0 only where the sample has checked its result and found it right; 1 where
 * it is wrong or the sample failed; 2 where the command cannot be carried out as it was typed.
 */
@Command(
    name = "bin/demo",
    synopsisSubcommandLabel = "[SAMPLE]",
    description = "Runs a sample; without a name, mandelbrot.",
    commandListHeading = "%nSamples:%n",
    footer = "%n'bin/demo SAMPLE --help' shows the options of a sample.",
    subcommands = {
      MandelbrotCommand.class,
      ExoplanetsCommand.class,
      PiCommand.class,
      QuadratureCommand.class
    })
public final class Demo implements Runnable {
  private static final String DEFAULT_SAMPLE = "mandelbrot";
  private static final List<String> OWN_OPTIONS = List.of("--list", "--help", "-h");

  @Option(names = "--list", description = "Lists the samples.")
  private boolean list;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the specification
  private Demo() {}

  /** Runs the sample that the first argument names, and ends the process with its exit status. */
  public static void main(String[] args) {
    // The samples draw pictures into files; no display is needed, nor looked for.
    System.setProperty("java.awt.headless", "true");
    System.exit(commandLine().execute(withSample(args)));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Demo())
        .setParameterExceptionHandler((e, args) -> refuse(e))
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              if (e instanceof UsageException) {
                return complain(command, e.getMessage());
              }
              throw e;
            });
  }

  /** Puts the default sample in front of arguments that name none. */
  static String[] withSample(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    if (all.isEmpty() || (all.get(0).startsWith("-") && !OWN_OPTIONS.contains(all.get(0)))) {
      all.add(0, DEFAULT_SAMPLE);
    }
    return all.toArray(String[]::new);
  }

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    if (list) {
      listSamples(out);
    } else {
      spec.commandLine().usage(out);
    }
  }

  private void listSamples(PrintWriter out) {
    spec.subcommands()
        .forEach(
            (name, sample) ->
                out.printf(
                    "%-12s %s%n", name, sample.getCommandSpec().usageMessage().description()[0]));
  }

  private static int refuse(ParameterException e) {
    CommandLine command = e.getCommandLine();
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return complain(command, e.getMessage());
    }
    String word = unmatched.getUnmatched().get(0);
    Stream<String> similar = unmatched.getSuggestions().stream();
    if (command.getCommand() instanceof Demo demo && !word.startsWith("-")) {
      // All samples are suggested, the most similar one first.
      String hint = didYouMean(similar.limit(1).toList());
      int status = complain(command, "there is no sample \"" + word + "\"" + hint);
      demo.listSamples(command.getErr());
      return status;
    }
    return complain(command, "\"" + word + "\" means nothing here" + didYouMean(similar.toList()));
  }

  private static String didYouMean(List<String> suggestions) {
    return suggestions.isEmpty() ? "" : "; did you mean " + String.join(" or ", suggestions) + "?";
  }

  private static int complain(CommandLine command, @Nullable String message) {
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().printf("%s: %s%n", name, message);
    command.getErr().printf("'%s --help' shows what it understands.%n", name);
    return ExitCode.USAGE;
  }
}
