// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

/** Why a task changes its state. */
enum Trigger {
  DEPENDENCY_ENDED,
  DEPENDENCIES_MET,
  DEPENDENCY_FAILED,
  DEPENDENCY_CANCELLED,
  PLACED,
  STARTED,
  RETURNED,
  CONTINUED,
  THREW,
  TIMED_OUT,
  WORKER_LOST,
  CANCELLED,
  REFUSED,
  SESSION_STOPPED
}
