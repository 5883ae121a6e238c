// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

/** Why a worker or a block is gone, which decides what becomes of the tasks on it. */
public enum Loss {
  /** It died without being told to; what ran on it is suspected of having killed it. */
  CRASHED,

  /** The time that it was given ended; a task that meets this twice fails with advice. */
  WALLTIME,

  /** It was taken away or ended on purpose; its tasks run again, however often. */
  PREEMPTED,

  /** It ended before it could call a method, so that even what is not idempotent runs again. */
  NEVER_STARTED,

  /** What was asked for will never be given; the tasks fail with the reason. */
  REJECTED
}
