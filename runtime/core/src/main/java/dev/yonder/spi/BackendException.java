// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

import org.jspecify.annotations.Nullable;

/**
 * Says that a backend could not do something: what, where, why, and what to do.
 *
 * <p>Its message completes "because …".
 */
public final class BackendException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean lasting;

  private BackendException(String message, @Nullable Throwable cause, boolean lasting) {
    super(message, cause);
    this.lasting = lasting;
  }

  /** Returns a failure that may pass, so that it makes sense to try again later. */
  public static BackendException passing(String message, @Nullable Throwable cause) {
    return new BackendException(message, cause, /* lasting= */ false);
  }

  /** Returns a failure that stays until somebody changes something. */
  public static BackendException lasting(String message, @Nullable Throwable cause) {
    return new BackendException(message, cause, /* lasting= */ true);
  }

  /** Returns whether trying again is of no use. */
  public boolean isLasting() {
    return lasting;
  }
}
