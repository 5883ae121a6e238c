// SPDX-License-Identifier: Apache-2.0
package dev.yonder;

/**
 * A call could not start because a call whose result it needed failed.
 *
 * <p>The cause is the failure of the first call of the chain, whose task the message names.
 */
public final class DependencyFailedException extends RemoteException {
  private static final long serialVersionUID = 1L;

  /** Constructs the exception with its root failure as the cause. */
  public DependencyFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
