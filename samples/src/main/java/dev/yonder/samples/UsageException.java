// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples;

/**
 * Tells that a sample cannot do what it was asked for: its message says why, and what to change.
 */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Constructs the exception with a message for the person who typed the command. */
  public UsageException(String message) {
    super(message);
  }
}
