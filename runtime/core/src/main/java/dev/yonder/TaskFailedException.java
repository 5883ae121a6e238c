// SPDX-License-Identifier: Apache-2.0
package dev.yonder;

/** The remote method threw a checked exception, which is the cause. */
public final class TaskFailedException extends RemoteException {
  private static final long serialVersionUID = 1L;

  /** Constructs the exception with its method's exception as the cause. */
  public TaskFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
