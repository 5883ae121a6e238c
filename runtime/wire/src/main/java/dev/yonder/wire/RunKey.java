// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key by which the files of a run are known to be its own. */
public final class RunKey {
  /** How many bytes a key has, and what it makes of a text. */
  static final int BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private RunKey(byte[] bytes) {
    key = new SecretKeySpec(bytes, ALGORITHM);
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
    return key.getEncoded();
  }

  /** Returns what computes the HMAC of what it is given. */
  Mac mac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java machine has " + ALGORITHM, e);
    }
  }
}
