// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

/** A value is nested deeper than the present stack may be used for; never leaves the codec. */
final class TooDeep extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooDeep() {
    super("too deep", null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
  }
}
