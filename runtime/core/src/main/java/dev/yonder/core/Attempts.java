// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import dev.yonder.annotations.Walltime;
import dev.yonder.core.Event.InputMissing;
import dev.yonder.core.Event.Report;
import dev.yonder.core.Event.TaskBlocked;
import dev.yonder.core.Event.TaskContinued;
import dev.yonder.core.Event.TaskFinished;
import dev.yonder.core.Event.TaskKept;
import dev.yonder.core.Event.TaskResumed;
import dev.yonder.core.Event.TaskStarted;
import dev.yonder.core.Event.TaskStopped;
import dev.yonder.core.Event.TaskThrew;
import dev.yonder.core.Task.StopReason;
import dev.yonder.core.TaskState.Assigned;
import dev.yonder.core.TaskState.OnWorker;
import dev.yonder.core.TaskState.Ready;
import dev.yonder.core.TaskState.Running;
import dev.yonder.core.TaskState.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Follows attempts on workers by what workers report and by what they do not report in time. */
final class Attempts {
  private final Books books;
  private final Results results;
  private final Endings endings;
  private final Dependencies dependencies;
  private final Evictions evictions;

  Attempts(Books books, Results results, Endings endings, Dependencies dependencies) {
    this.books = books;
    this.results = results;
    this.endings = endings;
    this.dependencies = dependencies;
    this.evictions = new Evictions(books);
  }

  /**
   * Handles a report; one that does not belong to the current attempt of a live task is dropped.
   */
  void handle(Report report) {
    Worker worker = books.workers.get(report.worker());
    if (worker == null) {
      return;
    }
    Task task = books.tasks.live(report.task());
    if (task != null
        && task.state() instanceof OnWorker placed
        && placed.worker() == worker
        && placed.attempt() == report.attempt()) {
      current(task, placed, report);
    } else {
      stuck(worker, report);
      notTheResult(worker, report);
    }
    evictions.check(worker);
  }

  /**
   * Deletes a value that nobody waited for; a report that came twice is about the result itself.
   */
  private void notTheResult(Worker worker, Report report) {
    if (report instanceof TaskKept) {
      Result result = books.tasks.result(report.task());
      if (result == null || result.holder != worker || result.attempt != report.attempt()) {
        books.effect(new Effect.Discard(worker.id, report.task(), report.attempt()));
      }
    }
  }

  private void current(Task task, OnWorker placed, Report report) {
    if (report instanceof TaskFinished finished) {
      finished(task, placed, finished);
    } else if (report instanceof TaskKept kept) {
      kept(task, placed, kept);
    } else if (report instanceof InputMissing gone) {
      inputMissing(task, placed, gone);
    } else if (report instanceof TaskStarted) {
      started(task, placed);
    } else if (report instanceof TaskThrew threw) {
      threw(task, placed, threw);
    } else if (report instanceof TaskBlocked blocked) {
      block(task, placed, blocked.on());
    } else if (report instanceof TaskResumed) {
      resume(task, placed);
    } else if (report instanceof TaskContinued continued) {
      continued(task, placed, continued);
    } else if (report instanceof TaskStopped) {
      gaveUp(task, placed);
    } else {
      throw new AssertionError(report);
    }
  }

  /** Follows an attempt whose task has ended without it. */
  private void stuck(Worker worker, Report report) {
    if (report instanceof TaskStarted) {
      return;
    }
    if (report instanceof TaskBlocked || report instanceof TaskResumed) {
      boolean now = report instanceof TaskBlocked;
      if (worker.blockStuck(report.task(), report.attempt(), now) && now) {
        books.workers.freed(worker);
      }
    } else if (worker.unstick(report.task(), report.attempt())) {
      books.workers.freed(worker);
    }
  }

  private void started(Task task, OnWorker placed) {
    if (!(placed instanceof Assigned)) {
      return;
    }
    if (task.stop != null && !task.interrupt) {
      endings.leaveStuck(task, placed);
      stopped(task);
      return;
    }
    if (task.askedBack) {
      task.askedBack = false;
      books.askedBack--;
      placed.worker().askedBack--;
    }
    task.move(Trigger.STARTED, new Running(placed.worker(), placed.attempt(), books.now, false));
    long walltime = task.spec.stage().needs().walltimeNanos();
    if (walltime > 0 && !placed.worker().bound) {
      books.timers.add(
          new Timers.Timer(books.now + walltime, Timers.Purpose.WALLTIME, task, placed.attempt()));
    }
  }

  private void finished(Task task, OnWorker placed, TaskFinished report) {
    ran(task, placed, report.ranNanos());
    endings.leaveWorker(task, placed);
    if (task.stop == null) {
      endings.succeed(task, Trigger.RETURNED, new Outcome.Returned(report.value()));
    } else {
      stopped(task);
    }
  }

  private void ran(Task task, OnWorker placed, long nanos) {
    placed.worker().ran(nanos, task.spec.stage().meanNanos());
    task.spec.stage().ran(nanos);
  }

  private void kept(Task task, OnWorker placed, TaskKept report) {
    if (!books.lineage || !task.spec.stage().needs().idempotent()) {
      throw new IllegalStateException(
          "%s left the result of %s there, which could not be made again"
              .formatted(placed.worker().id, task.spec));
    }
    ran(task, placed, report.ranNanos());
    endings.leaveWorker(task, placed);
    if (task.stop == null) {
      endings.succeedThere(
          task, new Outcome.Returned(report.value()), placed.worker(), report.bytes());
    } else {
      books.effect(new Effect.Discard(placed.worker().id, report.task(), report.attempt()));
      stopped(task);
    }
  }

  private void inputMissing(Task task, OnWorker placed, InputMissing report) {
    endings.leaveWorker(task, placed);
    if (task.stop != null) {
      stopped(task);
    } else {
      dependencies.inputMissing(task, report.missing());
    }
  }

  private void threw(Task task, OnWorker placed, TaskThrew report) {
    endings.leaveWorker(task, placed);
    if (task.stop == null) {
      failed(task, Trigger.THREW, new Outcome.Threw(report.thrown()));
    } else {
      stopped(task);
    }
  }

  private void continued(Task task, OnWorker placed, TaskContinued report) {
    endings.leaveWorker(task, placed);
    if (task.stop != null) {
      stopped(task);
      return;
    }
    if (books.lineage) {
      results.consumed(task);
    }
    task.source = report.source();
    task.waitsFor = report.inner();
    task.move(Trigger.CONTINUED, Waiting.of(0));
    dependencies.await(task);
    results.settle();
  }

  private void gaveUp(Task task, OnWorker placed) {
    boolean askedBack = task.askedBack;
    endings.leaveWorker(task, placed);
    if (task.stop == null && askedBack) {
      dependencies.again(task, Trigger.TAKEN_BACK, /* delay= */ 0);
      return;
    }
    if (task.stop == null) {
      throw new IllegalStateException(
          "%s gave up %s, which nobody asked for".formatted(placed.worker().id, task.spec));
    }
    stopped(task);
  }

  private void block(Task task, OnWorker placed, long on) {
    if (placed instanceof Running running && !running.blocked()) {
      task.update(running.blocked(true));
      task.waitsFor = on;
      books.blocked++;
      books.blockedElsewhere += on == TaskSpec.NO_PARENT ? 1 : 0;
      placed.worker().block(task.spec.stage().needs().resources(), true);
      books.workers.freed(placed.worker());
      books.followers.askBack(task);
    }
  }

  private void resume(Task task, OnWorker placed) {
    if (placed instanceof Running running && running.blocked()) {
      task.update(running.blocked(false));
      books.blocked--;
      books.blockedElsewhere -= task.waitsFor == TaskSpec.NO_PARENT ? 1 : 0;
      placed.worker().block(task.spec.stage().needs().resources(), false);
    }
  }

  /** Looks at attempts whose time has come. */
  void timersFired() {
    for (Timers.Timer timer : books.timers.due(books.now)) {
      if (!timer.stale()) {
        fired(timer);
      }
    }
  }

  private void fired(Timers.Timer timer) {
    Task task = timer.task();
    switch (timer.purpose()) {
      case RETRY -> {
        if (task.state() == Ready.INSTANCE && !task.queued) {
          books.ready.add(task);
        }
      }
      case WALLTIME -> {
        if (task.state() instanceof Running running && task.stop == null) {
          endings.stop(task, running, StopReason.TIMED_OUT, /* interrupt= */ true);
        }
      }
      case GRACE -> {
        if (task.state() instanceof OnWorker placed && task.stop != null) {
          graceOver(task, placed);
        }
      }
    }
  }

  private void graceOver(Task task, OnWorker placed) {
    Worker worker = placed.worker();
    if (worker.bound || worker.expendable || task.sparesWorker) {
      endings.leaveStuck(task, placed);
      stopped(task);
      if (worker.expendable && !task.sparesWorker) {
        evictions.evict(worker, task.spec + " ignores that it was told to stop");
      }
      return;
    }
    books.effect(
        new Effect.Warn(
            ("%s ignores that it was told to stop, and keeps %s of worker %s until its method"
                    + " returns; have the method end when its thread is interrupted")
                .formatted(task.spec, task.spec.stage().needs().resources(), worker.id)));
    endings.leaveStuck(task, placed);
    stopped(task);
  }

  /** Ends or repeats a task whose attempt was told to stop and is off its worker. */
  private void stopped(Task task) {
    StopReason reason = task.stop;
    if (reason == StopReason.TIMED_OUT) {
      failed(task, Trigger.TIMED_OUT, new Outcome.TimedOut(timeoutMessage(task)));
    } else if (reason == StopReason.UNFOLLOWED) {
      task.stop = null;
      task.interrupt = false;
      endings.cancelCalls(task);
      dependencies.unfollowed(task);
    } else if (reason != null) {
      endings.stopped(task, reason);
    }
  }

  private void failed(Task task, Trigger trigger, Outcome.Failure failure) {
    task.failures++;
    Stage.Needs needs = task.spec.stage().needs();
    boolean last = task.failures > needs.retries() || !needs.idempotent();
    if (!last || trigger == Trigger.TIMED_OUT) {
      endings.cancelCalls(task);
    }
    if (last) {
      endings.fail(task, trigger, failure);
      return;
    }
    task.stop = null;
    task.interrupt = false;
    dependencies.unfollow(task);
    dependencies.again(task, trigger, books.policy.retryDelay(task.failures));
  }

  /** Repeats the tasks of a lost worker elsewhere, as far as they may be. */
  void workerLost(Worker worker, String reason, Loss reported) {
    Loss kind = worker.evicted && reported == Loss.CRASHED ? Loss.PREEMPTED : reported;
    boolean alone = worker.tasks().size() + worker.stuckCount() == 1;
    if (books.lineage) {
      dependencies.resultsLost(worker);
    }
    List<Task> inOrder = new ArrayList<>(worker.tasks());
    inOrder.sort(Comparator.comparingLong(task -> task.placement));
    int startable = worker.capacity.cpus();
    for (Task task : inOrder) {
      boolean mayHaveStarted = startable > 0;
      startable -= task.blocked() ? 0 : task.spec.stage().needs().resources().cpus();
      if (!(task.state() instanceof OnWorker placed)) {
        // It was cancelled as a call of one before it.
        continue;
      }
      if (kind == Loss.WALLTIME && worker.bound && task.spec.stage().needs().walltimeNanos() > 0) {
        outOfTime(task, placed);
        continue;
      }
      endings.leaveStuck(task, placed);
      if (task.stop != null) {
        stopped(task);
        continue;
      }
      endings.cancelCalls(task);
      if (task.losses == null) {
        task.losses = new Losses();
      }
      String blame = task.losses.add(task, placed, kind, reason, alone, mayHaveStarted);
      if (blame == null) {
        dependencies.again(task, Trigger.WORKER_LOST, /* delay= */ 0);
      } else {
        endings.fail(task, Trigger.WORKER_LOST, new Outcome.WorkerLost(blame));
      }
    }
  }

  /** The block was given the walltime of the very task, so that this is what ran out. */
  private void outOfTime(Task task, OnWorker placed) {
    if (placed instanceof Assigned) {
      started(task, placed);
    }
    if (task.state() instanceof OnWorker running) {
      endings.leaveStuck(task, running);
      task.stop = task.stop == null ? StopReason.TIMED_OUT : task.stop;
      stopped(task);
    }
  }

  private static String timeoutMessage(Task task) {
    Stage.Needs needs = task.spec.stage().needs();
    return ("%s ran longer than its walltime of %s in attempt %d; give it more with"
            + " @Remote(walltime = …) or CallOptions.walltime")
        .formatted(
            task.spec, Walltime.format(Duration.ofNanos(needs.walltimeNanos())), task.attempts);
  }
}
