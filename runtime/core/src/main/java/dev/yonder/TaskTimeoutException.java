// SPDX-License-Identifier: Apache-2.0
package dev.yonder;

/** An attempt of a call ran longer than its walltime and was ended. */
public final class TaskTimeoutException extends RemoteException {
  private static final long serialVersionUID = 1L;

  /** Constructs the exception with a message that says what, where, why and what next. */
  public TaskTimeoutException(String message) {
    super(message, /* cause= */ null);
  }
}
