// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import dev.yonder.Resources;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened; the only input of the {@link Scheduler}.
 *
 * <p>Reports of workers may come late, twice or in another order. Each names the attempt it is
 * about, and one that does not fit is dropped.
 */
public sealed interface Event {

  /**
   * A call was made.
   *
   * @param attempt the attempt at its parent that made it, of no meaning without a parent
   */
  record TaskSubmitted(TaskSpec task, int attempt) implements Event {}

  /** Somebody asked that the task end without a result, and whether to interrupt it. */
  record CancelRequested(long task, boolean interrupt) implements Event {}

  /** Somebody asked that all tasks end without a result. */
  record CancelAllRequested() implements Event {}

  /** Nobody can ask for the task any more, so that its failure may be forgotten. */
  record TaskForgotten(long task) implements Event {}

  /** The program has the result now, so that it cannot be lost any more. */
  record ResultSecured(long task) implements Event {}

  /** Nobody will ask for the result; sent when no consumer is left. */
  record ResultFreed(long task) implements Event {}

  /** Somebody waits for the result, so that it is made again if it is lost. */
  record ResultWanted(long task) implements Event {}

  /**
   * A worker is ready for tasks.
   *
   * @param capacity what it has
   * @param leadNanos how much work, in nanoseconds for each processor, to hand it ahead of time, so
   *     that it does not idle while its reports are under way
   * @param endsAt the time at which its allocation ends, {@link Long#MAX_VALUE} for never
   * @param expendable whether it is a process that may be ended when an attempt on it cannot be
   *     stopped
   */
  record WorkerJoined(
      String worker, Resources capacity, long leadNanos, long endsAt, boolean expendable)
      implements Event {

    /** Constructs the arrival of a worker that stays, and that nobody may end. */
    public WorkerJoined(String worker, Resources capacity, long leadNanos) {
      this(worker, capacity, leadNanos, Long.MAX_VALUE, /* expendable= */ false);
    }
  }

  /** A worker takes no new tasks; what it was handed goes on. */
  record WorkerDraining(String worker) implements Event {}

  /** A worker is gone, with what it was running; the reason completes "because …". */
  record WorkerLost(String worker, String reason, Loss kind) implements Event {

    /** Constructs the loss of a worker that died without being told to. */
    public WorkerLost(String worker, String reason) {
      this(worker, reason, Loss.CRASHED);
    }
  }

  /** A time that was asked for with {@link Effect.SetTimer} has come. */
  record TimerFired() implements Event {}

  /** A report of a worker on an attempt that was handed to it. */
  sealed interface Report extends Event {
    String worker();

    long task();

    int attempt();
  }

  /** The attempt's method was called. */
  record TaskStarted(String worker, long task, int attempt) implements Report {}

  /** The method returned after this many nanoseconds. */
  record TaskFinished(String worker, long task, int attempt, @Nullable Object value, long ranNanos)
      implements Report {}

  /** The method returned the future of the inner task, for which the source stands. */
  record TaskContinued(String worker, long task, int attempt, long inner, Object source)
      implements Report {}

  /**
   * The method returned, and the value stays on the worker.
   *
   * @param bytes how large it is
   * @param value stands for the value in the outcome
   */
  record TaskKept(
      String worker, long task, int attempt, long ranNanos, long bytes, @Nullable Object value)
      implements Report {}

  /**
   * The attempt was given back, not started, as the result of the missing task is not to be had.
   */
  record InputMissing(String worker, long task, int attempt, long missing) implements Report {}

  /**
   * The block of a bound task ended without a result; the worker is the block's name.
   *
   * @param reason completes "because …"
   */
  record BlockEnded(String worker, long task, int attempt, String reason, Loss kind)
      implements Report {}

  /** The method threw. */
  record TaskThrew(String worker, long task, int attempt, Object thrown) implements Report {}

  /** The attempt was given up before its method was called, as it had been cancelled. */
  record TaskStopped(String worker, long task, int attempt) implements Report {}

  /**
   * The method waits for a task and gave its cpus back.
   *
   * @param on the task it waits for, {@link TaskSpec#NO_PARENT} if that is not one of this session
   */
  record TaskBlocked(String worker, long task, int attempt, long on) implements Report {}

  /** The method has its cpus again and goes on. */
  record TaskResumed(String worker, long task, int attempt) implements Report {}
}
