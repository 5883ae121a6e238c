// SPDX-License-Identifier: Apache-2.0
package dev.yonder.tools;

import dev.yonder.engine.jobs.Lease;
import dev.yonder.engine.jobs.RunView;
import dev.yonder.spi.Backend;
import dev.yonder.spi.BackendException;
import dev.yonder.spi.BlockId;
import dev.yonder.wire.Journal;
import dev.yonder.wire.RunFiles;
import dev.yonder.wire.RunRecord;
import dev.yonder.worker.JobClaim;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Cancels the tasks of a run that nobody drives. */
@Command(
    name = "cancel",
    description = "Cancels a task of a run, or all that have not ended.",
    mixinStandardHelpOptions = true)
final class CancelCommand implements Callable<Integer> {
  @Mixin private ProfileOption profile = new ProfileOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "The name of the run, or its directory.")
  private String run = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TASK",
      description = "The number of the task; all if there is none.")
  private @Nullable Long task;

  /**
   * While somebody drives the run, its driver would only submit them again, so it must cancel them
   * itself.
   */
  @Override
  public Integer call() throws IOException, BackendException {
    RunFiles files = profile.open(run);
    int cancelled;
    try (Lease lease = Lease.take(files);
        Journal journal = files.journal()) {
      RunView view = RunView.of(files);
      Collection<RunView.TaskView> named =
          task == null ? view.tasks().values() : List.of(Tasks.of(view, files, task));
      List<RunView.TaskView> open = named.stream().filter(each -> !each.state().isOver()).toList();
      journal.append(records(open));
      cancelled = open.size();
      if (!lease.beat()) {
        throw new IllegalStateException("another program has taken the run " + files.id());
      }
      end(files, open);
    }
    spec.commandLine().getOut().println(cancelled + " tasks were cancelled");
    spec.commandLine().getOut().flush();
    return 0;
  }

  private static List<RunRecord> records(List<RunView.TaskView> open) {
    List<RunRecord> records = new ArrayList<>();
    for (RunView.TaskView each : open) {
      if (!each.gathers()) {
        records.add(
            new RunRecord.Ended(
                each.number(),
                each.attempt(),
                RunRecord.End.CANCELLED,
                "%s (task-%d) was cancelled by yonder cancel".formatted(each.name(), each.number()),
                null));
      }
    }
    return records;
  }

  private void end(RunFiles files, List<RunView.TaskView> open)
      throws IOException, BackendException {
    for (RunView.TaskView each : open) {
      if (each.attempt() > 0) {
        JobClaim.giveUp(files, each.number(), each.attempt());
      }
    }
    Set<BlockId> ids =
        open.stream()
            .map(RunView.TaskView::id)
            .filter(Objects::nonNull)
            .map(BlockId::new)
            .collect(Collectors.toSet());
    if (!ids.isEmpty()) {
      try (Backend backend = profile.backend()) {
        backend.cancel(ids);
      }
    }
  }
}
