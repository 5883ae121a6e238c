// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import org.jspecify.annotations.Nullable;

/** How a task ended. */
public sealed interface Outcome {

  /** The method returned the value. */
  record Returned(@Nullable Object value) implements Outcome {}

  /** All dependencies of a gathering task have results. */
  record Gathered() implements Outcome {
    static final Gathered INSTANCE = new Gathered();
  }

  /** The result is that of another task, which the source stands for. */
  record Forwarded(Object source) implements Outcome {}

  /** The task that the root names was cancelled: this one, or one whose result it needed. */
  record Cancelled(String root) implements Outcome {}

  /** The task ended without a result, and was not cancelled. */
  sealed interface Failure extends Outcome {}

  /** The last attempt threw this. */
  record Threw(Object thrown) implements Failure {}

  /** The last attempt ran longer than its walltime; the message says everything. */
  record TimedOut(String message) implements Failure {}

  /** A worker was lost, and the task may not be repeated; the message says everything. */
  record WorkerLost(String message) implements Failure {}

  /** The task can never run; the message says everything. */
  record Refused(String message) implements Failure {}

  /** The session gave up, because of the failure of the task of the payload if there was one. */
  record Stopped(String message, @Nullable Object cause) implements Failure {}

  /** A task whose result was needed failed; the root names the first one of the chain. */
  record DependencyFailed(String root, Failure failure) implements Failure {}
}
