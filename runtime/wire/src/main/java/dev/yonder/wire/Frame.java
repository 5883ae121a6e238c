// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

/**
 * The layout of frames: four bytes with the number of bytes that follow, the lowest first, a byte
 * with the kind, and the content.
 *
 * <p>A message that fits is one frame. A longer one is cut into parts: the length of its skeleton
 * in four bytes, the skeleton, and the elements of its arrays one after the other, of which none is
 * cut. Objects are sent in a lane of their own, whose parts come between those of other messages.
 */
final class Frame {
  /** The most bytes that may follow the length. */
  static final int MOST = 1 << 17;

  /** The most bytes that may follow the length before the handshake. */
  static final int MOST_UNTRUSTED = 1 << 14;

  /** The bytes of the length, and of the length and the kind. */
  static final int LENGTH = Integer.BYTES;

  static final int HEADER = LENGTH + 1;

  /** A whole message. */
  static final int WHOLE = 0;

  /** A part of a message, and its last one. */
  static final int PART = 1;

  static final int LAST = 2;

  /** A part of an object, and its last one. */
  static final int OBJECT_PART = 3;

  static final int OBJECT_LAST = 4;

  private Frame() {}
}
