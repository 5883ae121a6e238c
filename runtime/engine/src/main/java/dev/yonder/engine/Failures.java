// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.DependencyFailedException;
import dev.yonder.SessionStoppedException;
import dev.yonder.TaskRefusedException;
import dev.yonder.TaskTimeoutException;
import dev.yonder.WorkerLostException;
import dev.yonder.core.Event;
import dev.yonder.core.Outcome;
import dev.yonder.core.TaskSpec;
import dev.yonder.worker.End;
import dev.yonder.worker.TaskFuture;
import java.lang.ref.Cleaner;
import java.util.function.Consumer;

/** Turns the scheduler's failures into what futures throw. */
final class Failures {
  private static final Cleaner CLEANER = Cleaner.create();

  private final Consumer<Event> scheduler;

  Failures(Consumer<Event> scheduler) {
    this.scheduler = scheduler;
  }

  /**
   * Returns the end of the task's future.
   *
   * <p>The scheduler remembers failures for calls that may still be made with the future, and is
   * told to forget when no one can make any.
   */
  End.Failure of(TaskSpec task, Outcome.Failure failure) {
    long id = task.id();
    Consumer<Event> told = scheduler;
    Runnable forget = () -> told.accept(new Event.TaskForgotten(id));
    TaskFuture<?> future = ((Call) task.payload()).ref().get();
    if (future != null) {
      CLEANER.register(future, forget);
    } else {
      forget.run();
    }
    if (failure instanceof Outcome.Threw threw && threw.thrown() instanceof End.Failure encoded) {
      return encoded;
    }
    return new End.Failure(throwable(task.toString(), failure));
  }

  static String cancellation(TaskSpec task, Outcome.Cancelled outcome) {
    return outcome.root().equals(task.toString())
        ? task + " was cancelled"
        : "%s was cancelled, because %s was cancelled".formatted(task, outcome.root());
  }

  private static Throwable throwable(String task, Outcome.Failure failure) {
    if (failure instanceof Outcome.Threw threw) {
      return threw.thrown() instanceof End.Failure encoded
          ? encoded.cause()
          : (Throwable) threw.thrown();
    }
    if (failure instanceof Outcome.DependencyFailed dependency) {
      return new DependencyFailedException(
          "%s did not start, because %s, whose result it needs, failed"
              .formatted(task, dependency.root()),
          throwable(dependency.root(), dependency.failure()));
    }
    if (failure instanceof Outcome.TimedOut timedOut) {
      return new TaskTimeoutException(timedOut.message());
    }
    if (failure instanceof Outcome.WorkerLost lost) {
      return new WorkerLostException(lost.message());
    }
    if (failure instanceof Outcome.Refused refused) {
      return new TaskRefusedException(refused.message());
    }
    if (failure instanceof Outcome.Stopped stopped) {
      Throwable cause =
          stopped.cause() instanceof Outcome.Failure first ? throwable(task, first) : null;
      return new SessionStoppedException(
          "%s was given up, because %s".formatted(task, stopped.message()), cause);
    }
    throw new AssertionError(failure);
  }
}
