// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import dev.yonder.TaskStatus;
import dev.yonder.core.Event.CancelAllRequested;
import dev.yonder.core.Event.CancelRequested;
import dev.yonder.core.Event.Report;
import dev.yonder.core.Event.TaskForgotten;
import dev.yonder.core.Event.TaskSubmitted;
import dev.yonder.core.Event.TimerFired;
import dev.yonder.core.Event.WorkerJoined;
import dev.yonder.core.Event.WorkerLost;
import dev.yonder.core.TaskState.Assigned;
import dev.yonder.core.TaskState.Cancelled;
import dev.yonder.core.TaskState.Succeeded;
import dev.yonder.core.TaskState.Waiting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides which task runs where and when: a state machine from events to effects.
 *
 * <p>Time is an argument, and the same events at the same times give the same effects. Not safe for
 * use by several threads.
 */
public final class Scheduler {
  /** How many later tasks may go before one that finds no room, until room is kept for it. */
  private static final int TOLERATED_BYPASSES = 100;

  private final Books books;
  private final Endings endings;
  private final Attempts attempts;
  private final Story story = new Story();
  private final ReadyQueue.Placement placement = new BestWorker();
  private long timerSet = Long.MAX_VALUE;

  /** Constructs a scheduler that knows of no task and no worker. */
  public Scheduler(SchedulerPolicy policy) {
    books = new Books(policy);
    endings = new Endings(books);
    attempts = new Attempts(books, endings);
  }

  /**
   * Takes notice of the event, and returns what is to be done about it, in order.
   *
   * @param now the time in nanoseconds since any fixed moment, never less than in the call before
   * @throws IllegalStateException if the event cannot have happened; the scheduler is then unusable
   */
  public List<Effect> handle(Event event, long now) {
    books.now = now;
    story.add(event, now);
    dispatch(event);
    books.ready.drain(placement);
    if (books.placed == books.blocked) {
      refuseWhatCanNeverStart();
    }
    setTimer();
    return books.takeEffects();
  }

  /** Returns the number of tasks that have not ended. */
  public int liveTasks() {
    return books.tasks.liveCount();
  }

  /** Returns how far the task has come, null if it is not known. */
  public @Nullable TaskStatus status(long task) {
    Task live = books.tasks.live(task);
    if (live != null) {
      return live.state().status();
    }
    TaskState end = books.tasks.end(task);
    return end == null ? null : end.status();
  }

  /** Returns the task, null if it has ended or is not known. */
  public @Nullable TaskSpec liveSpec(long task) {
    Task live = books.tasks.live(task);
    return live == null ? null : live.spec;
  }

  /** Returns the tasks that have not ended, in the order of their numbers. */
  public List<TaskSpec> liveSpecs() {
    return books.tasks.allLive().stream().map(task -> task.spec).toList();
  }

  /** Returns the last events, one a line, for the report of an error. */
  public String story() {
    return story.tell();
  }

  Books books() {
    return books;
  }

  private void dispatch(Event event) {
    if (event instanceof Report report) {
      attempts.handle(report);
    } else if (event instanceof TaskSubmitted submitted) {
      submit(submitted.task());
    } else if (event instanceof TimerFired) {
      timerSet = Long.MAX_VALUE;
      attempts.timersFired();
    } else if (event instanceof CancelRequested cancel) {
      cancel(cancel);
    } else if (event instanceof TaskForgotten forgotten) {
      books.tasks.forget(forgotten.task());
    } else if (event instanceof CancelAllRequested) {
      cancelAll();
    } else if (event instanceof WorkerJoined joined) {
      join(joined);
    } else if (event instanceof WorkerLost lost) {
      lose(lost);
    } else {
      throw new AssertionError(event);
    }
  }

  private void submit(TaskSpec spec) {
    Task parent = spec.parent() == TaskSpec.NO_PARENT ? null : books.tasks.live(spec.parent());
    Task task = new Task(spec, parent);
    books.tasks.add(task);
    if (parent != null) {
      parent.addChild(task);
    }
    Outcome.Stopped stopped = endings.sessionStopped();
    if (stopped != null) {
      endings.fail(task, Trigger.SESSION_STOPPED, stopped);
      return;
    }
    Cancelled cancelled = cancelledParent(spec.parent(), parent);
    if (cancelled != null) {
      endings.cancelled(task, Trigger.CANCELLED, cancelled);
    } else if (!refused(task)) {
      awaitDependencies(task);
    }
  }

  /** Returns the cancellation of the task that made a call, if it goes on in spite of it. */
  private @Nullable Cancelled cancelledParent(long id, @Nullable Task parent) {
    if (id == TaskSpec.NO_PARENT) {
      return null;
    }
    if (parent == null) {
      return books.tasks.end(id) instanceof Cancelled ended ? ended : null;
    }
    return parent.stop == Task.StopReason.CANCELLED ? new Cancelled(id, parent.spec.stage()) : null;
  }

  private boolean refused(Task task) {
    String refusal = null;
    if (!task.spec.gather() && !mayFit(task)) {
      refusal = Refusals.tooLarge(task, books.workers);
    } else if (task.depth > books.policy.maxDepth() && waitingAbove(task) >= maxDepth()) {
      refusal = Refusals.tooDeep(task, maxDepth());
    }
    if (refusal != null) {
      endings.fail(task, Trigger.REFUSED, new Outcome.Refused(refusal));
    }
    return refusal != null;
  }

  private int maxDepth() {
    return books.policy.maxDepth();
  }

  private boolean mayFit(Task task) {
    return task.spec.stage().light()
        || !books.policy.fixedWorkers()
        || books.workers.isEmpty()
        || books.workers.couldEverFit(task.spec.stage().needs().resources());
  }

  /** Returns how many of the calls that led to this one wait for others. */
  private static int waitingAbove(Task task) {
    int waiting = 0;
    for (Task above = task.parent; above != null; above = above.parent) {
      waiting += above.blocked() || above == task.parent ? 1 : 0;
    }
    return waiting;
  }

  private void awaitDependencies(Task task) {
    int missing = 0;
    for (long id : task.spec.dependencies()) {
      Task needed = books.tasks.live(id);
      if (needed != null) {
        needed.addDependent(task);
        missing++;
        continue;
      }
      TaskState end = books.tasks.end(id);
      if (end == null) {
        throw new IllegalStateException(task.spec + " needs task-" + id + ", which is not known");
      }
      if (end != Succeeded.INSTANCE) {
        endings.followDependency(task, end);
        return;
      }
    }
    if (missing == 0) {
      endings.dependenciesMet(task);
    } else {
      task.move(Trigger.DEPENDENCY_ENDED, Waiting.of(missing));
    }
  }

  private void cancel(CancelRequested request) {
    Task task = books.tasks.live(request.task());
    if (task != null) {
      endings.cancel(task, request.interrupt());
    }
  }

  private void cancelAll() {
    for (Task task : books.tasks.allLive()) {
      if (!task.ended()) {
        endings.cancel(task, /* interrupt= */ true);
      }
    }
  }

  private void join(WorkerJoined joined) {
    books.workers.join(new Worker(joined.worker(), joined.capacity(), joined.leadNanos()));
  }

  private void lose(WorkerLost lost) {
    Worker worker = books.workers.remove(lost.worker());
    if (worker != null) {
      attempts.workerLost(worker, lost.reason());
    }
  }

  /**
   * Refuses the first ready task where every attempt waits and no room is left for it: what holds
   * the room waits, directly or not, for tasks that cannot start.
   */
  private void refuseWhatCanNeverStart() {
    while (books.blocked > 0
        && books.placed == books.blocked
        && books.blockedElsewhere == 0
        && books.timers.next() == Long.MAX_VALUE) {
      Task task = books.ready.first();
      if (task == null || books.workers.any(this::goesOn)) {
        return;
      }
      String message = Refusals.heldByWaiting(task, books.workers);
      endings.fail(task, Trigger.REFUSED, new Outcome.Refused(message));
      books.ready.drain(placement);
    }
  }

  /**
   * Returns whether an attempt runs on the worker, or is about to as what it waited for has ended.
   */
  private boolean goesOn(Worker worker) {
    return worker.active()
        || worker.tasks().stream().anyMatch(task -> books.tasks.live(task.waitsFor) == null);
  }

  private void setTimer() {
    long next = books.timers.next();
    if (next < timerSet) {
      timerSet = next;
      books.effect(new Effect.SetTimer(next));
    }
  }

  /** Places a task on the worker that suits it best. */
  private final class BestWorker implements ReadyQueue.Placement {
    @Override
    public boolean place(Task task) {
      Worker worker =
          task.spec.stage().light() ? books.workers.forLight(task) : books.workers.forHeavy(task);
      if (worker == null) {
        bypassed(task);
        return false;
      }
      if (task.bypassed > 0) {
        task.bypassed = 0;
        books.workers.release(task);
      }
      task.attempts++;
      task.move(Trigger.PLACED, new Assigned(worker, task.attempts));
      worker.take(task);
      books.placed++;
      books.effect(new Effect.Run(worker.id, task.spec, task.attempts));
      return true;
    }

    @Override
    public boolean full() {
      return !books.workers.hasIdle();
    }

    @Override
    public long version() {
      return books.workers.version();
    }

    /** Room appeared and was too little: in the meantime others may go first, but not for ever. */
    private void bypassed(Task task) {
      if (!task.spec.stage().light() && ++task.bypassed == TOLERATED_BYPASSES) {
        books.workers.reserve(task);
      }
    }
  }
}
