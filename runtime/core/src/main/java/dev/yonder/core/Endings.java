// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import dev.yonder.TaskStatus;
import dev.yonder.core.Task.StopReason;
import dev.yonder.core.TaskState.Cancelled;
import dev.yonder.core.TaskState.Failed;
import dev.yonder.core.TaskState.OnWorker;
import dev.yonder.core.TaskState.Ready;
import dev.yonder.core.TaskState.Succeeded;
import dev.yonder.core.TaskState.Waiting;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends tasks, and tells those that need their results. */
final class Endings {
  private final Books books;
  private final Results results;

  /** Tasks that have ended and whose dependents have not been told; a queue, as chains are long. */
  private final ArrayDeque<Task> untold = new ArrayDeque<>();

  private int failures;
  private Outcome.@Nullable Stopped sessionStopped;

  Endings(Books books, Results results) {
    this.books = books;
    this.results = results;
  }

  /** Returns why the session gave up, null if it has not. */
  Outcome.@Nullable Stopped sessionStopped() {
    return sessionStopped;
  }

  void succeed(Task task, Trigger trigger, Outcome outcome) {
    end(task, trigger, Succeeded.INSTANCE, outcome);
  }

  /** Ends a task whose result stays on the worker. */
  void succeedThere(Task task, Outcome outcome, Worker holder, long bytes) {
    end(task, Trigger.RETURNED, Succeeded.INSTANCE, outcome, holder, bytes);
  }

  void fail(Task task, Trigger trigger, Outcome.Failure failure) {
    end(task, trigger, new Failed(task.spec.toString(), failure), failure);
    if (trigger != Trigger.SESSION_STOPPED) {
      countFailure(task, failure);
    }
  }

  void cancelled(Task task, Trigger trigger, Cancelled state) {
    end(task, trigger, state, new Outcome.Cancelled(state.text()));
  }

  /** Ends the task as the one it needs ended, which did not succeed. */
  void followDependency(Task task, TaskState needed) {
    if (needed instanceof Failed failed) {
      Outcome.Failure outcome =
          task.source == null
              ? new Outcome.DependencyFailed(failed.root(), failed.failure())
              : failed.failure();
      end(task, Trigger.DEPENDENCY_FAILED, failed, outcome);
    } else {
      cancelled(task, Trigger.DEPENDENCY_CANCELLED, (Cancelled) needed);
    }
  }

  /** Ends a task that needs nothing more and runs nowhere, or queues it for a worker. */
  void dependenciesMet(Task task) {
    if (task.source != null) {
      succeed(task, Trigger.DEPENDENCIES_MET, new Outcome.Forwarded(task.source));
    } else if (task.spec.gather()) {
      succeed(task, Trigger.DEPENDENCIES_MET, Outcome.Gathered.INSTANCE);
    } else {
      task.move(Trigger.DEPENDENCIES_MET, Ready.INSTANCE);
      books.ready.add(task);
    }
  }

  /** Cancels the task and the calls that it made; one that runs is told to stop. */
  void cancel(Task task, boolean interrupt) {
    if (!task.ended()) {
      cancelOne(task, interrupt);
    }
    for (Task call : family(task)) {
      if (!call.ended()) {
        cancelOne(call, interrupt);
      }
    }
  }

  /**
   * Cancels the calls that an attempt has made whose end is not the method's: nobody gets their
   * results. Their workers are spared, which may have others to run.
   */
  void cancelCalls(Task task) {
    for (Task call : family(task)) {
      if (!call.ended()) {
        call.sparesWorker = true;
        cancelOne(call, /* interrupt= */ call.spec.stage().needs().idempotent());
      }
    }
  }

  /** Returns the calls that the task made, and those that they made, as far as they live. */
  private static List<Task> family(Task task) {
    List<Task> family = new ArrayList<>(task.children());
    for (int i = 0; i < family.size(); i++) {
      family.addAll(family.get(i).children());
    }
    return family;
  }

  private void cancelOne(Task task, boolean interrupt) {
    Cancelled state = Cancelled.itself(task);
    if (!(task.state() instanceof OnWorker placed)) {
      cancelled(task, Trigger.CANCELLED, state);
    } else if (interrupt || task.interrupt || task.state().status() == TaskStatus.ASSIGNED) {
      // One that was interrupted has its grace, after which its worker may have to end.
      stop(task, placed, StopReason.CANCELLED, interrupt);
    } else {
      leaveStuck(task, placed);
      cancelled(task, Trigger.CANCELLED, state);
    }
  }

  /** Tells the worker to stop the attempt, which has the grace to do so. */
  void stop(Task task, OnWorker placed, StopReason reason, boolean interrupt) {
    // What was lost with its worker ends for the reason when its loss is looked at.
    boolean tell = task.stop == null || (interrupt && !task.interrupt);
    if (tell && !placed.worker().gone) {
      task.interrupt = interrupt;
      books.effect(
          new Effect.Stop(placed.worker().id, task.spec.id(), placed.attempt(), interrupt));
      books.timers.add(
          new Timers.Timer(
              books.now + books.policy.cancelGraceNanos(),
              Timers.Purpose.GRACE,
              task,
              placed.attempt()));
    }
    if (task.stop != StopReason.CANCELLED) {
      task.stop = reason;
    }
  }

  /** Ends a task whose attempt was told to stop, and has stopped or will not. */
  void stopped(Task task, StopReason reason) {
    switch (reason) {
      case CANCELLED -> cancelled(task, Trigger.CANCELLED, Cancelled.itself(task));
      case SESSION_STOPPED -> {
        if (sessionStopped == null) {
          throw new IllegalStateException(task.spec + " was stopped by a session that goes on");
        }
        fail(task, Trigger.SESSION_STOPPED, sessionStopped);
      }
      case TIMED_OUT, UNFOLLOWED ->
          throw new IllegalArgumentException("a task may go on after " + reason);
    }
  }

  /** Takes the task off its worker, where the attempt goes on. */
  void leaveStuck(Task task, OnWorker placed) {
    placed.worker().giveStuck(task, placed.attempt());
    leftWorker(task);
  }

  /** Takes the task off its worker, which is free again. */
  void leaveWorker(Task task, OnWorker placed) {
    placed.worker().give(task);
    leftWorker(task);
    books.workers.freed(placed.worker());
  }

  private void leftWorker(Task task) {
    books.placed--;
    if (task.askedBack) {
      task.askedBack = false;
      books.askedBack--;
    }
    if (task.blocked()) {
      books.blocked--;
      books.blockedElsewhere -= task.waitsFor == TaskSpec.NO_PARENT ? 1 : 0;
    }
  }

  private void end(Task task, Trigger trigger, TaskState state, Outcome outcome) {
    end(task, trigger, state, outcome, null, 0);
  }

  private void end(
      Task task,
      Trigger trigger,
      TaskState state,
      Outcome outcome,
      @Nullable Worker holder,
      long bytes) {
    boolean queued = task.queued && task.state() == Ready.INSTANCE;
    task.move(trigger, state);
    if (queued) {
      books.ready.ended(task);
    }
    if (task.bypassed > 0) {
      books.workers.release(task);
    }
    Result made =
        books.lineage && state == Succeeded.INSTANCE && (holder != null || results.tracked(task))
            ? results.made(task, holder, bytes)
            : null;
    if (made != null) {
      books.tasks.end(task, made);
    } else {
      books.tasks.end(task);
    }
    if (task.parent != null) {
      task.parent.removeChild(task);
      task.parent = null;
    }
    task.children().forEach(child -> child.parent = null);
    books.effect(
        task.again == null
            ? new Effect.Complete(task.spec, outcome, task.attempts)
            : new Effect.Restored(task.spec, outcome, task.attempts));
    if (books.lineage) {
      account(task, made);
    }
    untold.add(task);
    if (untold.size() == 1) {
      tellDependents();
    }
  }

  private void account(Task task, @Nullable Result made) {
    results.consumed(task);
    if (made != null) {
      results.settle(made);
    } else if (task.again != null) {
      results.failed(task.again);
    }
    results.settle();
  }

  private void tellDependents() {
    while (!untold.isEmpty()) {
      Task ended = untold.element();
      for (Task dependent : ended.takeDependents()) {
        if (dependent.state() instanceof Waiting waiting) {
          tell(dependent, waiting, ended.state());
        } else if (dependent.follows == ended) {
          tellFollower(dependent, ended.state());
        }
      }
      untold.remove();
    }
  }

  private void tell(Task dependent, Waiting waiting, TaskState ended) {
    if (ended != Succeeded.INSTANCE) {
      followDependency(dependent, ended);
    } else if (waiting.missing() == 1) {
      dependenciesMet(dependent);
    } else {
      dependent.move(Trigger.DEPENDENCY_ENDED, Waiting.of(waiting.missing() - 1));
      books.followers.waits(dependent);
    }
  }

  /** Has the worker give back a task that was handed over ahead of one that did not succeed. */
  private void tellFollower(Task follower, TaskState ended) {
    follower.follows = null;
    if (ended != Succeeded.INSTANCE) {
      unfollow(follower);
    }
  }

  /** Has the worker give the task back, as what it follows there did not end as it should. */
  void unfollow(Task follower) {
    if (follower.state() instanceof OnWorker placed && !placed.worker().gone) {
      stop(follower, placed, StopReason.UNFOLLOWED, /* interrupt= */ true);
    }
  }

  private void countFailure(Task task, Outcome.Failure failure) {
    failures++;
    if (failures < books.policy.maxFailures() || sessionStopped != null) {
      return;
    }
    sessionStopped =
        new Outcome.Stopped(
            "the session gave up after %d failed calls, the last of which was %s"
                .formatted(failures, task.spec),
            failure);
    for (Task other : books.tasks.allLive()) {
      if (other.ended()) {
        continue;
      }
      if (other.state() instanceof OnWorker placed) {
        stop(other, placed, StopReason.SESSION_STOPPED, /* interrupt= */ true);
      } else {
        fail(other, Trigger.SESSION_STOPPED, sessionStopped);
      }
    }
  }
}
