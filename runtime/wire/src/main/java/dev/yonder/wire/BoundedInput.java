// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.io.Input;

/** Bytes to read, which never claim more room for what follows than there are bytes left. */
final class BoundedInput extends Input {

  /** Constructs an input over all of the bytes. */
  BoundedInput(byte[] bytes) {
    super(bytes);
  }

  /**
   * Reads how many elements follow, of which each takes at least one byte.
   *
   * @throws Refused if there are not that many bytes
   */
  static int length(Input input) {
    return bounded(input, input.readVarInt(true));
  }

  /** Returns the number of bytes or elements, if there is room for them in the rest. */
  static int bounded(Input input, long length) {
    long left = (long) input.limit() - input.position();
    if (length < 0 || length > left) {
      throw new Refused("claims " + length + " elements where " + left + " bytes are left");
    }
    return (int) length;
  }

  @Override
  public int readVarIntFlag(boolean optimizePositive) {
    int read = super.readVarIntFlag(optimizePositive);
    // The number is one more than that of the characters.
    bounded(this, read == 0 ? 0 : read - 1L);
    return read;
  }

  @Override
  public byte[] readBytes(int length) {
    return super.readBytes(bounded(this, length));
  }
}
