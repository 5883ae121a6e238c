// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.core.Event;
import dev.yonder.core.TaskSpec;
import dev.yonder.worker.Attempt;
import dev.yonder.worker.Awaited;
import dev.yonder.worker.LocalWorker;
import dev.yonder.worker.Reports;
import dev.yonder.worker.TaskFuture;
import dev.yonder.worker.TaskRunner;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A worker that runs every attempt on the thread that made the call, so that a debugger shows both
 * on one stack.
 */
final class InlineWorker implements WorkerLink, LocalWorker {
  private final String id;
  private final TaskRunner runner;
  private final Reports reports;
  private final Map<Long, Caller> callers = new ConcurrentHashMap<>();

  /** A thread that has made a call and runs its attempts. */
  private static final class Caller {
    /** Attempts to run, and the future itself once it has ended. */
    final BlockingQueue<Object> items = new LinkedBlockingQueue<>();

    /** The attempt that was handed over last; used by the engine's thread alone. */
    @Nullable Attempt last;
  }

  InlineWorker(String id, TaskRunner runner, Reports reports) {
    this.id = id;
    this.runner = runner;
    this.reports = reports;
  }

  @Override
  public String id() {
    return id;
  }

  /** Announces that this thread is about to make the call and will run its attempts. */
  void expect(TaskFuture<?> future) {
    Caller caller = new Caller();
    callers.put(future.id(), caller);
    var unused = future.end().thenRun(() -> caller.items.add(future));
  }

  /**
   * Runs the attempts of a call that this thread made, until its future has ended.
   *
   * <p>A task that made the call waits for it meanwhile, which is what bounds how deep calls nest.
   */
  void runUntilEnded(TaskFuture<?> future) {
    Attempt waiting = Attempt.current();
    if (waiting == null || waiting.worker() != this) {
      runAttempts(future);
      return;
    }
    TaskSpec task = waiting.task();
    waiting.reportStarted(reports);
    reports.report(new Event.TaskBlocked(id, task.id(), waiting.number(), future.id()));
    runAttempts(future);
    reports.report(new Event.TaskResumed(id, task.id(), waiting.number()));
  }

  private void runAttempts(TaskFuture<?> future) {
    Caller caller = caller(future.id());
    boolean interrupted = false;
    while (true) {
      try {
        if (!(caller.items.take() instanceof Attempt attempt)) {
          break;
        }
        reports.report(runner.run(attempt));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    callers.remove(future.id());
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run(TaskSpec task, int attempt) {
    Caller caller = caller(task.id());
    caller.last = new Attempt(task, attempt, this);
    caller.items.add(caller.last);
  }

  @Override
  public void stop(long task, int attempt, boolean interrupt) {
    Caller caller = callers.get(task);
    Attempt last = caller == null ? null : caller.last;
    if (caller == null || last == null || last.number() != attempt || caller.items.remove(last)) {
      reports.report(new Event.TaskStopped(id, task, attempt));
    } else if (interrupt) {
      last.interrupt();
    } else {
      last.reportStarted(reports);
    }
  }

  @Override
  public void reportStarted(Runnable then) {
    for (Caller caller : callers.values()) {
      if (caller.last != null) {
        caller.last.reportStarted(reports);
      }
    }
    then.run();
  }

  @Override
  public boolean await(Attempt attempt, Awaited awaited) throws InterruptedException {
    return awaited.park();
  }

  @Override
  public void flush() {}

  @Override
  public void kill(String reason) {
    throw new IllegalStateException("a worker of this process cannot be ended: " + reason);
  }

  @Override
  public void close() {}

  private Caller caller(long task) {
    Caller caller = callers.get(task);
    if (caller == null) {
      throw new IllegalStateException("nobody runs task-" + task);
    }
    return caller;
  }
}
