// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Computes one HMAC-SHA256 of what it is given (RFC 2104).
 *
 * <p>That of the JDK loads all providers of cryptography and has them verified, which takes a job
 * longer than all else that Yonder does in it; a digest loads one.
 */
final class Hmac {
  /** How many bytes it makes of a text. */
  static final int BYTES = 32;

  private static final int BLOCK = 64;
  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5c;

  private final MessageDigest inner = sha256();
  private final byte[] outerKey;

  /**
   * Constructs an HMAC that was given nothing yet.
   *
   * @param key of at most one block, which is 64 bytes
   */
  Hmac(byte[] key) {
    if (key.length > BLOCK) {
      throw new IllegalArgumentException("a key has at most %d bytes".formatted(BLOCK));
    }
    inner.update(mixed(key, INNER));
    outerKey = mixed(key, OUTER);
  }

  private static byte[] mixed(byte[] key, byte with) {
    byte[] block = Arrays.copyOf(key, BLOCK);
    for (int i = 0; i < BLOCK; i++) {
      block[i] ^= with;
    }
    return block;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java machine has SHA-256", e);
    }
  }

  void update(byte[] bytes) {
    inner.update(bytes);
  }

  void update(byte[] bytes, int offset, int length) {
    inner.update(bytes, offset, length);
  }

  /** Takes the last bytes, and returns the HMAC of all. */
  byte[] end(byte[] last) {
    inner.update(last);
    return end();
  }

  /** Returns the HMAC of all that it was given; it is given no more then. */
  byte[] end() {
    MessageDigest outer = sha256();
    outer.update(outerKey);
    return outer.digest(inner.digest());
  }
}
