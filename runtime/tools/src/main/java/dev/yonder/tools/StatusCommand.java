// SPDX-License-Identifier: Apache-2.0
package dev.yonder.tools;

import dev.yonder.engine.jobs.RunView;
import dev.yonder.spi.Backend;
import dev.yonder.spi.BackendException;
import dev.yonder.spi.BlockId;
import dev.yonder.spi.BlockStatus;
import dev.yonder.wire.RunFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows how far the tasks of a run have come. */
@Command(
    name = "status",
    description = "Shows how far each task of a run has come, with the batch system's own reason.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Mixin private ProfileOption profile = new ProfileOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "RUN", description = "The name of the run, or its directory.")
  private String run = "";

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    RunFiles files = profile.open(run);
    RunView view = RunView.of(files);
    Map<BlockId, BlockStatus> seen = seen(view);
    for (RunView.TaskView task : view.tasks().values()) {
      out.println(line(task, seen));
    }
    out.println(RunsCommand.counts(view));
    out.flush();
    return 0;
  }

  /** Asks the batch system for what is under way, in one query. */
  private Map<BlockId, BlockStatus> seen(RunView view) {
    var ids =
        view.tasks().values().stream()
            .filter(task -> !task.state().isOver())
            .map(RunView.TaskView::id)
            .filter(Objects::nonNull)
            .map(BlockId::new)
            .collect(Collectors.toSet());
    if (ids.isEmpty()) {
      return Map.of();
    }
    try (Backend backend = profile.backend()) {
      return backend.poll(ids);
    } catch (BackendException | IllegalArgumentException e) {
      spec.commandLine()
          .getErr()
          .println("yonder: the batch system was not asked: " + e.getMessage());
      return Map.of();
    }
  }

  private static String line(RunView.TaskView task, Map<BlockId, BlockStatus> seen) {
    StringBuilder line =
        new StringBuilder("%6d  %s".formatted(task.number(), task.name()))
            .append("  ")
            .append(RunsCommand.inWords(task.state()));
    if (task.id() != null && !task.state().isOver()) {
      line.append(" as job ").append(task.id());
      BlockStatus status = seen.get(new BlockId(task.id()));
      if (status != null && !status.reason().isEmpty()) {
        line.append(": ").append(status.reason());
      }
    }
    if (task.attempt() > 1) {
      line.append(", attempt ").append(task.attempt());
    }
    return task.reason().isEmpty() ? line.toString() : line + ": " + task.reason();
  }
}
