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

    /** Submits a block for the attempt. */
    void submitBound(SubmitBound effect);

    /** Tells the worker to give up the attempt. */
    void stop(Stop effect);

    /** Ends the task's future. */
    void complete(Complete effect);

    /** Takes notice that a lost result is there again, or will never be. */
    void restored(Restored effect);

    /** Deletes the copies of a result. */
    void release(Release effect);

    /** Deletes what is not a result. */
    void discard(Discard effect);

    /** Ends the worker's process. */
    void endWorker(EndWorker effect);

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
   * Submit a block that runs the attempt and nothing else; reports on it name the worker.
   *
   * @param worker the name of the block's only worker, unique within the session
   */
  record SubmitBound(String worker, TaskSpec task, int attempt) implements Effect {
    @Override
    public void accept(Visitor visitor) {
      visitor.submitBound(this);
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

  /**
   * A result that had been lost is there again, or will never be; the task's future has long ended.
   */
  record Restored(TaskSpec task, Outcome outcome, int attempts) implements Effect {
    @Override
    public void accept(Visitor visitor) {
      visitor.restored(this);
    }
  }

  /**
   * Delete the result wherever it is, the program's own copy included: nothing needs a copy.
   *
   * <p>For results that were kept on a worker, or consist of such.
   */
  record Release(long task) implements Effect {
    @Override
    public void accept(Visitor visitor) {
      visitor.release(this);
    }
  }

  /** Delete the value that this attempt left on the worker: it is not, or no more, the result. */
  record Discard(String worker, long task, int attempt) implements Effect {
    @Override
    public void accept(Visitor visitor) {
      visitor.discard(this);
    }
  }

  /** End the worker's process, as it cannot be made free otherwise; its loss is then reported. */
  record EndWorker(String worker, String reason) implements Effect {
    @Override
    public void accept(Visitor visitor) {
      visitor.endWorker(this);
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
