// SPDX-License-Identifier: Apache-2.0
package dev.yonder.tools;

import dev.yonder.engine.jobs.RunView;
import dev.yonder.wire.RunFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a task has printed. */
@Command(
    name = "logs",
    description = "Prints what the last attempt of a task has printed up to now.",
    mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
  @Mixin private ProfileOption profile = new ProfileOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "The name of the run, or its directory.")
  private String run = "";

  @Parameters(index = "1", paramLabel = "TASK", description = "The number of the task.")
  private long task;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    RunFiles files = profile.open(run);
    RunView.TaskView view = Tasks.of(RunView.of(files), files, task);
    Path log = files.log(task, view.attempt());
    if (Files.exists(log)) {
      out.print(new String(Files.readAllBytes(log), Charset.defaultCharset()));
    } else {
      spec.commandLine()
          .getErr()
          .println("yonder: %s (task-%d) has printed nothing".formatted(view.name(), task));
    }
    out.flush();
    return 0;
  }
}
