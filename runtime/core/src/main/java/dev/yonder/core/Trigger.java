// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

/** Why a task changes its state. */
enum Trigger {
  DEPENDENCY_ENDED,
  DEPENDENCIES_MET,
  DEPENDENCY_FAILED,
  DEPENDENCY_CANCELLED,
  INPUT_MISSING,
  PLACED,
  TAKEN_BACK,
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
