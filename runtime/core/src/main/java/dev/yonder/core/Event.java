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

  /** A call was made. */
  record TaskSubmitted(TaskSpec task) implements Event {}

  /** Somebody asked that the task end without a result, and whether to interrupt it. */
  record CancelRequested(long task, boolean interrupt) implements Event {}

  /** Somebody asked that all tasks end without a result. */
  record CancelAllRequested() implements Event {}

  /** Nobody can ask for the task any more, so that its failure may be forgotten. */
  record TaskForgotten(long task) implements Event {}

  /**
   * A worker is ready for tasks.
   *
   * @param capacity what it has
   * @param leadNanos how much work, in nanoseconds for each processor, to hand it ahead of time, so
   *     that it does not idle while its reports are under way
   */
  record WorkerJoined(String worker, Resources capacity, long leadNanos) implements Event {}

  /** A worker is gone, with what it was running; the reason completes "because …". */
  record WorkerLost(String worker, String reason) implements Event {}

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
