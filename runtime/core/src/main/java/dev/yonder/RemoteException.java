// SPDX-License-Identifier: Apache-2.0
package dev.yonder;

import org.jspecify.annotations.Nullable;

/**
 * A remote call failed for a reason that is not an exception of the remote method itself.
 *
 * <p>The message says what failed, where, why, and what to do about it. {@link TaskFailedException}
 * is the one child whose reason is the method's own exception; only {@link RemoteFuture#join}
 * throws it.
 */
public abstract sealed class RemoteException extends RuntimeException
    permits DependencyFailedException,
        NotSendableException,
        SessionStoppedException,
        TaskFailedException,
        TaskRefusedException,
        TaskTimeoutException,
        WorkerLostException {
  private static final long serialVersionUID = 1L;

  RemoteException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
