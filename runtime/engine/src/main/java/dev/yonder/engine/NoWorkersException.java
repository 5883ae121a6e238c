// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

/** A session has no workers any more and can get none; the message completes "because …". */
final class NoWorkersException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoWorkersException(String message) {
    super(message);
  }
}
