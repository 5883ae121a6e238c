// SPDX-License-Identifier: Apache-2.0
package dev.yonder.tools;

import dev.yonder.engine.jobs.RunView;
import dev.yonder.wire.RunFiles;

/** Finds tasks that a user has named. */
final class Tasks {

  private Tasks() {}

  /**
   * Returns a task of a run.
   *
   * @throws IllegalArgumentException if there is none of the number
   */
  static RunView.TaskView of(RunView view, RunFiles files, long number) {
    RunView.TaskView task = view.tasks().get(number);
    if (task == null) {
      throw new IllegalArgumentException(
          "the run %s has no task-%d; it has %d tasks, from 0"
              .formatted(files.id(), number, view.tasks().size()));
    }
    return task;
  }
}
