// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.IOException;

/** A process printed something else than the start of a worker; the message says what. */
final class NoStartException extends IOException {
  private static final long serialVersionUID = 1L;

  NoStartException(String message) {
    super(message);
  }
}
