// SPDX-License-Identifier: Apache-2.0
package dev.yonder;

/** An argument or a result cannot leave the Java process it is in. */
public final class NotSendableException extends RemoteException {
  private static final long serialVersionUID = 1L;

  /** Constructs the exception with a message that says what, where, why and what next. */
  public NotSendableException(String message) {
    super(message, /* cause= */ null);
  }
}
