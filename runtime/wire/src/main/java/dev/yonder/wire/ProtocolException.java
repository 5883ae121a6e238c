// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.IOException;

/** What arrived is not what the other side of a link may send. */
public final class ProtocolException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Constructs the exception with a message that says what arrived and what was expected. */
  public ProtocolException(String message) {
    super(message);
  }
}
