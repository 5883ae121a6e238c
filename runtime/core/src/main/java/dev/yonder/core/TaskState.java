// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import dev.yonder.TaskStatus;

/** The state of a task, with exactly the data that belongs to it. */
sealed interface TaskState {

  /** Returns the state without its data. */
  TaskStatus status();

  /** Needs results of this many tasks that have not ended. */
  record Waiting(int missing) implements TaskState {
    private static final Waiting NONE = new Waiting(0);
    private static final Waiting ONE = new Waiting(1);

    static Waiting of(int missing) {
      return missing == 0 ? NONE : missing == 1 ? ONE : new Waiting(missing);
    }

    @Override
    public TaskStatus status() {
      return TaskStatus.WAITING;
    }
  }

  /** Needs a worker with room, or the end of the delay before its next attempt. */
  record Ready() implements TaskState {
    static final Ready INSTANCE = new Ready();

    @Override
    public TaskStatus status() {
      return TaskStatus.READY;
    }
  }

  /** Was handed to the worker, which has not said that it started. */
  record Assigned(Worker worker, int attempt) implements OnWorker {
    @Override
    public TaskStatus status() {
      return TaskStatus.ASSIGNED;
    }

    @Override
    public boolean blocked() {
      return false;
    }
  }

  /**
   * Runs on the worker since then; blocked while it waits for a task and has given its cpus back.
   */
  record Running(Worker worker, int attempt, long since, boolean blocked) implements OnWorker {
    @Override
    public TaskStatus status() {
      return TaskStatus.RUNNING;
    }

    Running blocked(boolean now) {
      return new Running(worker, attempt, since, now);
    }
  }

  /** A state in which an attempt occupies room on a worker. */
  sealed interface OnWorker extends TaskState permits Assigned, Running {
    Worker worker();

    int attempt();

    boolean blocked();
  }

  /** Ended with a result. */
  record Succeeded() implements TaskState {
    static final Succeeded INSTANCE = new Succeeded();

    @Override
    public TaskStatus status() {
      return TaskStatus.SUCCEEDED;
    }
  }

  /** Ended with a failure, which was first that of the task that the root names. */
  record Failed(String root, Outcome.Failure failure) implements TaskState {
    @Override
    public TaskStatus status() {
      return TaskStatus.FAILED;
    }
  }

  /** Ended because the task of this number and stage was cancelled. */
  record Cancelled(long root, Stage stage) implements TaskState {

    /** Returns how a task ends that was cancelled itself. */
    static Cancelled itself(Task task) {
      return new Cancelled(task.spec.id(), task.spec.stage());
    }

    String text() {
      return stage.name() + " (task-" + root + ")";
    }

    @Override
    public TaskStatus status() {
      return TaskStatus.CANCELLED;
    }
  }
}
