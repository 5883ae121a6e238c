// SPDX-License-Identifier: Apache-2.0
package dev.yonder;

/** A call can never run in this session: it needs more than any worker has, or nests too deep. */
public final class TaskRefusedException extends RemoteException {
  private static final long serialVersionUID = 1L;

  /** Constructs the exception with a message that says what, where, why and what next. */
  public TaskRefusedException(String message) {
    super(message, /* cause= */ null);
  }
}
