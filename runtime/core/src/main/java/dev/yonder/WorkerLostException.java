// SPDX-License-Identifier: Apache-2.0
package dev.yonder;

/** The worker that ran a call ended before the call did, and the call may not be repeated. */
public final class WorkerLostException extends RemoteException {
  private static final long serialVersionUID = 1L;

  /** Constructs the exception with a message that says what, where, why and what next. */
  public WorkerLostException(String message) {
    super(message, /* cause= */ null);
  }
}
