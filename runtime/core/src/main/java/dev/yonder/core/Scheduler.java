// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import dev.yonder.TaskStatus;
import dev.yonder.core.Event.BlockEnded;
import dev.yonder.core.Event.CancelAllRequested;
import dev.yonder.core.Event.CancelRequested;
import dev.yonder.core.Event.Report;
import dev.yonder.core.Event.ResultFreed;
import dev.yonder.core.Event.ResultSecured;
import dev.yonder.core.Event.ResultWanted;
import dev.yonder.core.Event.TaskForgotten;
import dev.yonder.core.Event.TaskSubmitted;
import dev.yonder.core.Event.TimerFired;
import dev.yonder.core.Event.WorkerDraining;
import dev.yonder.core.Event.WorkerJoined;
import dev.yonder.core.Event.WorkerLost;
import dev.yonder.core.TaskState.Cancelled;
import dev.yonder.core.TaskState.OnWorker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides which task runs where and when: a state machine from events to effects.
 *
 * <p>Time is an argument, and the same events at the same times give the same effects. Not safe for
 * use by several threads.
 */
public final class Scheduler {
  private final Books books;
  private final Results results;
  private final Endings endings;
  private final Dependencies dependencies;
  private final Attempts attempts;
  private final TakeBacks takeBacks;
  private final BestWorker placement;
  private final Story story = new Story();
  private long timerSet = Long.MAX_VALUE;

  /** Constructs a scheduler that knows of no task and no worker. */
  public Scheduler(SchedulerPolicy policy) {
    books = new Books(policy);
    results = new Results(books);
    endings = new Endings(books, results);
    dependencies = new Dependencies(books, results, endings);
    attempts = new Attempts(books, results, endings, dependencies);
    takeBacks = new TakeBacks(books);
    placement = new BestWorker(books, takeBacks);
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
    books.followers.look(placement);
    takeBacks.look();
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
      return live.again == null ? live.state().status() : TaskStatus.SUCCEEDED;
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

  /** Returns how many processors the tasks ask for that are ready and have no worker. */
  public long unmetCpus() {
    return books.ready.cpus();
  }

  /**
   * Returns how many attempts the worker has been handed, where it has joined and neither runs nor
   * keeps anything; otherwise null. While that number is the same, it has had nothing to do.
   */
  public @Nullable Long idleAfter(String worker) {
    Worker known = books.workers.get(worker);
    return known != null && known.idles() ? known.handed() : null;
  }

  /** Returns the last events, one a line, for the report of an error. */
  public String story() {
    return story.tell();
  }

  Books books() {
    return books;
  }

  private void dispatch(Event event) {
    if (event instanceof BlockEnded ended) {
      lose(new WorkerLost(ended.worker(), ended.reason(), ended.kind()));
    } else if (event instanceof Report report) {
      attempts.handle(report);
    } else if (event instanceof TaskSubmitted submitted) {
      submit(submitted.task(), submitted.attempt());
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
    } else if (event instanceof WorkerDraining draining) {
      drain(draining);
    } else {
      result(event);
    }
  }

  private void result(Event event) {
    if (event instanceof ResultSecured secured) {
      Result result = books.tasks.result(secured.task());
      if (result != null) {
        results.secured(result);
      }
    } else if (event instanceof ResultFreed freed) {
      free(freed.task());
    } else if (event instanceof ResultWanted wanted) {
      dependencies.wanted(wanted.task());
    } else {
      throw new AssertionError(event);
    }
  }

  private void submit(TaskSpec spec, int attempt) {
    Task parent = spec.parent() == TaskSpec.NO_PARENT ? null : books.tasks.live(spec.parent());
    Task task = new Task(spec, parent);
    books.tasks.add(task);
    if (parent != null) {
      parent.addChild(task);
    }
    Outcome.Stopped stopped = endings.sessionStopped();
    if (stopped != null) {
      dependencies.countOnly(task);
      endings.fail(task, Trigger.SESSION_STOPPED, stopped);
      return;
    }
    Cancelled cancelled = spec.parent() == TaskSpec.NO_PARENT ? null : cancelled(task, attempt);
    if (cancelled != null) {
      dependencies.countOnly(task);
      endings.cancelled(task, Trigger.CANCELLED, cancelled);
    } else if (!refused(task)) {
      dependencies.await(task);
    }
  }

  /**
   * Returns the cancellation of a call that is made in spite of that of its parent, or by an
   * attempt at it that does not count any more; null if it may run.
   */
  private @Nullable Cancelled cancelled(Task call, int attempt) {
    Task parent = call.parent;
    if (parent == null) {
      // The calls of an attempt that ended its task came before it was told of that end.
      TaskState ended = books.tasks.end(call.spec.parent());
      return ended instanceof Cancelled above ? above : Cancelled.itself(call);
    }
    if (parent.stop == Task.StopReason.CANCELLED) {
      return Cancelled.itself(parent);
    }
    boolean counts = parent.state() instanceof OnWorker placed && placed.attempt() == attempt;
    return counts ? null : Cancelled.itself(call);
  }

  private boolean refused(Task task) {
    String refusal = task.spec.gather() ? null : doesNotFit(task);
    if (refusal == null
        && task.depth > books.policy.maxDepth()
        && waitingAbove(task) >= maxDepth()) {
      refusal = Refusals.tooDeep(task, maxDepth());
    }
    if (refusal != null) {
      dependencies.countOnly(task);
      endings.fail(task, Trigger.REFUSED, new Outcome.Refused(refusal));
    }
    return refusal != null;
  }

  private int maxDepth() {
    return books.policy.maxDepth();
  }

  /** Returns why no worker will ever take the task, null if one may. */
  private @Nullable String doesNotFit(Task task) {
    Stage.Needs needs = task.spec.stage().needs();
    SchedulerPolicy.Coming coming = books.policy.coming();
    if (coming != null) {
      return Worker.fits(coming.capacity(), needs.resources())
          ? needs.walltimeNanos() <= coming.walltimeNanos() ? null : Refusals.tooLong(task, coming)
          : Refusals.tooLargeForComing(task, coming);
    }
    return task.spec.stage().light()
            || !books.policy.fixedWorkers()
            || books.workers.isEmpty()
            || books.workers.couldEverFit(needs.resources())
        ? null
        : Refusals.tooLarge(task, books.workers);
  }

  /** Returns how many of the calls that led to this one wait for others. */
  private static int waitingAbove(Task task) {
    int waiting = 0;
    for (Task above = task.parent; above != null; above = above.parent) {
      waiting += above.blocked() || above == task.parent ? 1 : 0;
    }
    return waiting;
  }

  private void free(long id) {
    Result result = books.tasks.result(id);
    Task live = books.tasks.live(id);
    if (result != null) {
      results.freed(result);
    } else if (live != null) {
      live.resultFreed = true;
    }
  }

  private void cancel(CancelRequested request) {
    Task task = books.tasks.live(request.task());
    if (task != null && task.again == null) {
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
    books.workers.join(Worker.joined(joined, books.now));
    if (books.workers.anyEnds()) {
      books.ready.separateStages();
    }
  }

  private void drain(WorkerDraining draining) {
    Worker worker = books.workers.get(draining.worker());
    if (worker != null) {
      books.workers.drain(worker);
    }
  }

  private void lose(WorkerLost lost) {
    Worker worker = books.workers.remove(lost.worker());
    if (worker != null) {
      attempts.workerLost(worker, lost.reason(), lost.kind());
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
}
