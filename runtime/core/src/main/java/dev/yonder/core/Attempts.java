// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import dev.yonder.annotations.Walltime;
import dev.yonder.core.Event.Report;
import dev.yonder.core.Event.TaskBlocked;
import dev.yonder.core.Event.TaskContinued;
import dev.yonder.core.Event.TaskFinished;
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
import java.util.List;

/** Follows attempts on workers by what workers report and by what they do not report in time. */
final class Attempts {
  private static final int TOLERATED_LOSSES = 3;

  private final Books books;
  private final Endings endings;

  Attempts(Books books, Endings endings) {
    this.books = books;
    this.endings = endings;
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
    }
  }

  private void current(Task task, OnWorker placed, Report report) {
    if (report instanceof TaskFinished finished) {
      finished(task, placed, finished);
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
    task.move(Trigger.STARTED, new Running(placed.worker(), placed.attempt(), books.now, false));
    long walltime = task.spec.stage().needs().walltimeNanos();
    if (walltime > 0) {
      books.timers.add(
          new Timers.Timer(books.now + walltime, Timers.Purpose.WALLTIME, task, placed.attempt()));
    }
  }

  private void finished(Task task, OnWorker placed, TaskFinished report) {
    task.spec.stage().ran(report.ranNanos());
    endings.leaveWorker(task, placed);
    if (task.stop == null) {
      endings.succeed(task, Trigger.RETURNED, new Outcome.Returned(report.value()));
    } else {
      stopped(task);
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
    task.source = report.source();
    task.waitsFor = report.inner();
    task.move(Trigger.CONTINUED, Waiting.of(1));
    Task inner = books.tasks.live(report.inner());
    if (inner != null) {
      inner.addDependent(task);
      return;
    }
    TaskState end = books.tasks.end(report.inner());
    if (end instanceof TaskState.Failed || end instanceof TaskState.Cancelled) {
      endings.followDependency(task, end);
    } else {
      endings.dependenciesMet(task);
    }
  }

  private void gaveUp(Task task, OnWorker placed) {
    endings.leaveWorker(task, placed);
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
      case RETRY -> books.ready.add(task);
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
    books.effect(
        new Effect.Warn(
            ("%s ignores that it was told to stop, and keeps %s of worker %s until its method"
                    + " returns; have the method end when its thread is interrupted")
                .formatted(task.spec, task.spec.stage().needs().resources(), placed.worker().id)));
    endings.leaveStuck(task, placed);
    stopped(task);
  }

  /** Ends or repeats a task whose attempt was told to stop and is off its worker. */
  private void stopped(Task task) {
    StopReason reason = task.stop;
    if (reason == StopReason.TIMED_OUT) {
      failed(task, Trigger.TIMED_OUT, new Outcome.TimedOut(timeoutMessage(task)));
    } else if (reason != null) {
      endings.stopped(task, reason);
    }
  }

  private void failed(Task task, Trigger trigger, Outcome.Failure failure) {
    task.failures++;
    Stage.Needs needs = task.spec.stage().needs();
    if (task.failures > needs.retries() || !needs.idempotent()) {
      endings.fail(task, trigger, failure);
      return;
    }
    task.stop = null;
    task.interrupt = false;
    task.move(trigger, Ready.INSTANCE);
    long delay = books.policy.retryDelay(task.failures);
    if (delay == 0) {
      books.ready.add(task);
    } else {
      books.timers.add(
          new Timers.Timer(books.now + delay, Timers.Purpose.RETRY, task, task.attempts));
    }
  }

  /** Repeats the tasks of a lost worker elsewhere, as far as they may be. */
  void workerLost(Worker worker, String reason) {
    for (Task task : List.copyOf(worker.tasks())) {
      OnWorker placed = (OnWorker) task.state();
      endings.leaveStuck(task, placed);
      task.losses++;
      if (task.stop != null) {
        stopped(task);
      } else if (!task.spec.stage().needs().idempotent() || task.losses >= TOLERATED_LOSSES) {
        endings.fail(
            task, Trigger.WORKER_LOST, new Outcome.WorkerLost(lossMessage(task, worker, reason)));
      } else {
        task.move(Trigger.WORKER_LOST, Ready.INSTANCE);
        books.ready.add(task);
      }
    }
  }

  private static String lossMessage(Task task, Worker worker, String reason) {
    String why =
        task.spec.stage().needs().idempotent()
            ? "it has now lost %d workers and is not tried again".formatted(task.losses)
            : "it is not idempotent, so it is not run again; nobody knows how far it came";
    return "%s was on worker %s, which was lost because %s; %s"
        .formatted(task.spec, worker.id, reason, why);
  }

  private static String timeoutMessage(Task task) {
    Stage.Needs needs = task.spec.stage().needs();
    return ("%s ran longer than its walltime of %s in attempt %d; give it more with"
            + " @Remote(walltime = …) or CallOptions.walltime")
        .formatted(
            task.spec, Walltime.format(Duration.ofNanos(needs.walltimeNanos())), task.attempts);
  }
}
