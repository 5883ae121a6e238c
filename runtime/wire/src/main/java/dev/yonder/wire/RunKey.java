// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.security.SecureRandom;

/** The key by which the files of a run are known to be its own. */
public final class RunKey {
  /** How many bytes a key has, and what it makes of a text. */
  static final int BYTES = Hmac.BYTES;

  private final byte[] key;

  private RunKey(byte[] bytes) {
    key = bytes;
  }

  /** Returns a key that nobody else has. */
  static RunKey random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new RunKey(bytes);
  }

  /**
   * Returns the key of the bytes.
   *
   * @throws ProtocolException if they are too few or too many
   */
  static RunKey of(byte[] bytes) throws ProtocolException {
    if (bytes.length != BYTES) {
      throw new ProtocolException(
          "the key of a run has %d bytes, not %d".formatted(BYTES, bytes.length));
    }
    return new RunKey(bytes.clone());
  }

  byte[] bytes() {
    return key.clone();
  }

  /** Returns what computes the HMAC of what it is given. */
  Hmac mac() {
    return new Hmac(key);
  }
}
