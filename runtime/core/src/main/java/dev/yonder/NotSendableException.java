// SPDX-License-Identifier: Apache-2.0
package dev.yonder;

import org.jspecify.annotations.Nullable;

/** An argument or a result cannot leave the Java process it is in. */
public final class NotSendableException extends RemoteException {
  private static final long serialVersionUID = 1L;

  /** Constructs the exception with a message that says what, where, why and what next. */
  public NotSendableException(String message) {
    this(message, /* cause= */ null);
  }

  /** Constructs the exception with a message, and with what made it known. */
  public NotSendableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
