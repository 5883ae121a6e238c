// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

/** A session has no workers any more; the message completes "because …". */
final class NoWorkersException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean wanted;

  NoWorkersException(String message) {
    super(message);
    this.wanted = false;
  }

  private NoWorkersException(String message, boolean wanted) {
    super(message);
    this.wanted = wanted;
  }

  /** Returns the reason of a session that its program wants to have no workers. */
  static NoWorkersException wanted(String message) {
    return new NoWorkersException(message, /* wanted= */ true);
  }

  /** Returns whether the program asked for it, and need not be told. */
  boolean isWanted() {
    return wanted;
  }
}
