// SPDX-License-Identifier: Apache-2.0
package dev.yonder;

import org.jspecify.annotations.Nullable;

/** The session gave up the call: it reached its limit of failed calls, or broke. */
public final class SessionStoppedException extends RemoteException {
  private static final long serialVersionUID = 1L;

  /**
   * Constructs the exception with the failure that stopped the session as the cause, null where it
   * was stopped by its user.
   */
  public SessionStoppedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
