// SPDX-License-Identifier: Apache-2.0
package dev.yonder;

/** How far a remote call has come. */
public enum TaskStatus {
  /** Some of the calls whose results are its arguments have not ended. */
  WAITING,
  /** Everything is there but a worker with room for it, or the delay before its next attempt. */
  READY,
  /** Handed to a worker that has not started it. */
  ASSIGNED,
  /** Its method is running, or is waiting for calls that it made itself. */
  RUNNING,
  /** Ended with a result. */
  SUCCEEDED,
  /** Ended with an error. */
  FAILED,
  /** Ended because it was cancelled. */
  CANCELLED;

  /** Returns whether the call has ended, so that its status never changes again. */
  public boolean isFinal() {
    return compareTo(SUCCEEDED) >= 0;
  }
}
