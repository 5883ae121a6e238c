// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

/** Something to be done; the only output of the {@link Scheduler}. */
public sealed interface Effect {

  /** Has the visitor do this. */
  void accept(Visitor visitor);

  /**
   * Does effects; one method for each, so that an interpreter that forgets one does not compile.
   */
  interface Visitor {
    /** Hands the attempt to the worker. */
    void run(Run effect);

    /** Tells the worker to give up the attempt. */
    void stop(Stop effect);

    /** Ends the task's future. */
    void complete(Complete effect);

    /** Asks for a {@link Event.TimerFired} at the time. */
    void setTimer(SetTimer effect);

    /** Tells the user. */
    void warn(Warn effect);
  }

  /** Hand the attempt to the worker, which starts it as soon as it has the cpus. */
  record Run(String worker, TaskSpec task, int attempt) implements Effect {
    @Override
    public void accept(Visitor visitor) {
      visitor.run(this);
    }
  }

  /**
   * Tell the worker to give up the attempt: not to start it, or else, if asked, to interrupt it.
   */
  record Stop(String worker, long task, int attempt, boolean interrupt) implements Effect {
    @Override
    public void accept(Visitor visitor) {
      visitor.stop(this);
    }
  }

  /** The task has ended, after this many attempts. */
  record Complete(TaskSpec task, Outcome outcome, int attempts) implements Effect {
    @Override
    public void accept(Visitor visitor) {
      visitor.complete(this);
    }
  }

  /** Wake the scheduler at the time, in its nanoseconds; replaces the last one. */
  record SetTimer(long at) implements Effect {
    @Override
    public void accept(Visitor visitor) {
      visitor.setTimer(this);
    }
  }

  /** Something that the user should know of and no future tells. */
  record Warn(String message) implements Effect {
    @Override
    public void accept(Visitor visitor) {
      visitor.warn(this);
    }
  }
}
