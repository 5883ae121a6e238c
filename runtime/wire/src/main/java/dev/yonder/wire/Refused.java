// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

/**
 * A value was met that cannot be sent, or bytes that cannot be understood; says why and what next.
 */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Constructs the exception with a reason that follows on the name of what is refused. */
  Refused(String reason) {
    super(reason, null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
  }

  /** Returns why, in words that follow on the name of what is refused. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
