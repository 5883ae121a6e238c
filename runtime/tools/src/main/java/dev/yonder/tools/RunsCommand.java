// SPDX-License-Identifier: Apache-2.0
package dev.yonder.tools;

import dev.yonder.engine.jobs.Lease;
import dev.yonder.engine.jobs.Manifest;
import dev.yonder.engine.jobs.RunView;
import dev.yonder.engine.jobs.Runs;
import dev.yonder.wire.RunFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the runs of a profile. */
@Command(
    name = "runs",
    description = "Lists the runs of a profile, the latest last.",
    mixinStandardHelpOptions = true)
final class RunsCommand implements Callable<Integer> {
  @Mixin private ProfileOption profile = new ProfileOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Runs runs = profile.runs();
    for (String name : runs.names()) {
      try {
        RunFiles files = runs.open(name);
        out.println(line(files, Manifest.read(files), RunView.of(files)));
      } catch (IOException e) {
        out.println("%s cannot be read: %s".formatted(name, e.getMessage()));
      }
    }
    out.flush();
    return 0;
  }

  private static String line(RunFiles files, Manifest manifest, RunView view) throws IOException {
    String driver =
        view.closed()
            ? "closed"
            : Lease.owner(files).map(owner -> "driven by " + owner).orElse("left by its program");
    return "%s  %s  %s  (%s)".formatted(files.id(), manifest.program(), counts(view), driver);
  }

  /** Returns how many tasks are in which state. */
  static String counts(RunView view) {
    StringBuilder text = new StringBuilder();
    for (RunView.State state : RunView.State.values()) {
      long count = view.count(state);
      if (count > 0) {
        text.append(text.length() == 0 ? "" : ", ")
            .append(count)
            .append(' ')
            .append(inWords(state));
      }
    }
    return text.length() == 0 ? "no calls" : text.toString();
  }

  static String inWords(RunView.State state) {
    return switch (state) {
      case WAITING -> "waiting";
      case SUBMITTED -> "submitted";
      case STARTED -> "running";
      case LEFT_A_RESULT -> "done";
      case SUCCEEDED -> "succeeded";
      case FAILED -> "failed";
      case CANCELLED -> "cancelled";
    };
  }
}
