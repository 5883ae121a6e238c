// SPDX-License-Identifier: Apache-2.0
package dev.yonder.tools;

import dev.yonder.engine.jobs.RunView;
import dev.yonder.wire.RunFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Watches a run until everything is over that was submitted.
 *
 * <p>Only the program can decode its results and submit what needs them.
 */
@Command(
    name = "attach",
    description = {
      "Watches a run until all jobs that were submitted are over.",
      "It shows states only: results are decoded, and calls that wait for them submitted, by the"
          + " program itself, with Yonder.attach."
    },
    mixinStandardHelpOptions = true)
final class AttachCommand implements Callable<Integer> {
  @Mixin private ProfileOption profile = new ProfileOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "RUN", description = "The name of the run, or its directory.")
  private String run = "";

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      defaultValue = "2",
      description = "How often to look. Default: ${DEFAULT-VALUE}.")
  private long seconds;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    RunFiles files = profile.open(run);
    String shown = "";
    while (true) {
      RunView view = RunView.of(files);
      String counts = RunsCommand.counts(view);
      if (!counts.equals(shown)) {
        out.println(counts);
        out.flush();
        shown = counts;
      }
      if (underWay(view) == 0) {
        tellRest(out, files, view);
        return view.count(RunView.State.FAILED) > 0 ? 1 : 0;
      }
      Thread.sleep(Duration.ofSeconds(seconds).toMillis());
    }
  }

  private static long underWay(RunView view) {
    return view.count(RunView.State.SUBMITTED) + view.count(RunView.State.STARTED);
  }

  private static void tellRest(PrintWriter out, RunFiles files, RunView view) {
    long waiting = view.count(RunView.State.WAITING);
    if (waiting > 0 || view.count(RunView.State.LEFT_A_RESULT) > 0) {
      String rest =
          waiting == 0
              ? "all jobs are over; the program takes the results"
              : "%d calls have not been submitted; the program does that, and takes the results,"
                  .formatted(waiting);
      out.println("%s with Yonder.attach(\"%s\")".formatted(rest, files.id()));
      out.flush();
    }
  }
}
