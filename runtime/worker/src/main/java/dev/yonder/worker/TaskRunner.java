// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.RemoteTrace;
import dev.yonder.Session;
import dev.yonder.TaskId;
import dev.yonder.core.Event;
import dev.yonder.core.TaskSpec;
import dev.yonder.spi.CurrentSession;
import dev.yonder.spi.CurrentTask;
import dev.yonder.spi.TaskType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Runs attempts on the calling thread and reports how they went. */
public final class TaskRunner {
  static {
    CurrentTask.askFor(Attempt::currentContext);
  }

  private final Reports reports;
  private final Gpus gpus;

  /**
   * Constructs a runner that sends reports of attempts that have started.
   *
   * @param gpus what attempts are given of
   */
  public TaskRunner(Reports reports, Gpus gpus) {
    this.reports = reports;
    this.gpus = gpus;
  }

  /** Runs the method and returns the report of it, which has not been sent. */
  public Event.Report run(Attempt attempt) {
    try {
      return runEntered(attempt);
    } catch (Throwable outside) {
      // A stack or heap that is used up ends wherever it happens to, and the task must end too.
      return new Event.TaskThrew(
          attempt.worker().id(), attempt.task().id(), attempt.number(), outside);
    }
  }

  private Event.Report runEntered(Attempt attempt) {
    TaskSpec task = attempt.task();
    Work work = attempt.work();
    String worker = attempt.worker().id();
    TaskSession session = work.session();
    Session sessionBefore = CurrentSession.bind(session);
    CallSequence placeBefore = session.seeds().enter(attempt.calls());
    attempt.enter();
    if (task.stage().needs().walltimeNanos() > 0) {
      attempt.reportStarted(reports);
    }
    long start = System.nanoTime();
    try {
      attempt.gpus = gpus.take(task.stage().needs().resources().gpus());
      Object value = invoke(work);
      long ran = System.nanoTime() - start;
      TaskOutput.returned(attempt, ran);
      return value instanceof TaskFuture<?> inner
          ? continued(attempt, inner, ran)
          : new Event.TaskFinished(worker, task.id(), attempt.number(), work.reported(value), ran);
    } catch (Throwable thrown) {
      TaskOutput.returned(attempt, System.nanoTime() - start);
      return new Event.TaskThrew(worker, task.id(), attempt.number(), traced(thrown, attempt));
    } finally {
      gpus.giveBack(attempt.gpus);
      attempt.leave();
      session.seeds().enter(placeBefore);
      CurrentSession.bind(sessionBefore);
    }
  }

  private static @Nullable Object invoke(Work work) throws Throwable {
    TaskType type = work.type();
    @Nullable Object[] arguments = work.arguments();
    int[] seeded = type.seeded();
    return type.invoker()
        .invoke(seeded.length == 0 ? arguments : withGenerators(arguments, seeded, work.seedKey()));
  }

  private static @Nullable Object[] withGenerators(
      @Nullable Object[] arguments, int[] seeded, long seedKey) {
    @Nullable Object[] all = new Object[arguments.length + seeded.length];
    int from = 0;
    int next = 0;
    for (int to = 0; to < all.length; to++) {
      if (next < seeded.length && seeded[next] == to) {
        all[to] = Seeds.generator(seedKey, next++);
      } else {
        all[to] = arguments[from++];
      }
    }
    return all;
  }

  /** Reports a method that returned a future; one of another session must have ended first. */
  private static Event.Report continued(Attempt attempt, TaskFuture<?> inner, long ran)
      throws Throwable {
    TaskSpec task = attempt.task();
    String worker = attempt.worker().id();
    if (inner.session() == attempt.work().session()) {
      return new Event.TaskContinued(worker, task.id(), attempt.number(), inner.id(), inner);
    }
    Object ended = inner.awaitResultOrEnd();
    if (ended instanceof End.Failure failure) {
      throw failure.cause();
    }
    return new Event.TaskFinished(
        worker, task.id(), attempt.number(), attempt.work().reported(inner.get()), ran);
  }

  private static Throwable traced(Throwable thrown, Attempt attempt) {
    TaskSpec task = attempt.task();
    if (Arrays.stream(thrown.getSuppressed()).anyMatch(RemoteTrace.class::isInstance)) {
      // A program that throws one object again and again would have it grow with each.
      return thrown;
    }
    thrown.addSuppressed(
        new RemoteTrace(
            new TaskId(task.id()),
            task.stage().name(),
            attempt.number(),
            HostName.get(),
            attempt.worker().id(),
            attempt.printed()));
    return thrown;
  }
}
