// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.io.Input;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reader of one payload that believes no length which the bytes do not bear out.
 *
 * <p>Every element of an array or a collection has at least a byte of its own, so all lengths of a
 * payload together are no larger than its head; that bounds what any bytes can have allocated.
 */
final class PayloadInput extends Input {
  private static final byte[] NOTHING = {};

  private List<Object> arrays = List.of();
  private long elementsLeft;

  PayloadInput() {
    super(NOTHING);
  }

  /** Starts on a payload. */
  void open(Payload payload) {
    setBuffer(payload.head());
    arrays = payload.arrays();
    elementsLeft = payload.head().length;
  }

  /** Forgets the payload. */
  void forget() {
    setBuffer(NOTHING);
    arrays = List.of();
  }

  /**
   * Reads the number of elements that follow.
   *
   * @throws PayloadException if there cannot be so many
   */
  int readLength() {
    return claim(readVarInt(true));
  }

  /** Returns the length if there can be so many more elements. */
  int claim(int length) {
    elementsLeft -= length;
    if (length < 0 || elementsLeft < 0) {
      throw new PayloadException("the bytes are damaged: a length of " + length + " is too large");
    }
    return length;
  }

  /** Passes over the next byte if it is this one. */
  boolean isNext(byte expected) {
    if (position == limit || buffer[position] != expected) {
      return false;
    }
    position++;
    return true;
  }

  /** Passes over so many bytes, and returns where they start. */
  int advance(long bytes) {
    if (bytes < 0 || bytes > limit - position) {
      throw new PayloadException("the bytes end too early");
    }
    int start = position;
    position += (int) bytes;
    return start;
  }

  /** Returns an array from beside the head. */
  Object beside(int index) {
    if (index < 0 || index >= arrays.size()) {
      throw new PayloadException("the bytes are damaged: there is no array " + index);
    }
    return arrays.get(index);
  }

  @Override
  protected int require(int required) {
    int remaining = limit - position;
    if (remaining < required) {
      throw new PayloadException("the bytes end too early");
    }
    return remaining;
  }

  @Override
  public byte[] readBytes(int length) {
    int start = advance(length);
    return java.util.Arrays.copyOfRange(buffer, start, start + length);
  }

  @Override
  public @Nullable String readString() {
    int header = readVarInt(true);
    if (header == 0) {
      return null;
    }
    int length = (header - 1) >>> 1;
    boolean wide = ((header - 1) & 1) == 1;
    int start = advance(wide ? 2L * length : length);
    if (!wide) {
      return new String(buffer, start, length, StandardCharsets.ISO_8859_1);
    }
    // Not by a charset: that would replace halves of surrogate pairs, which a text may have.
    char[] text = new char[length];
    ByteBuffer.wrap(buffer, start, 2 * length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asCharBuffer()
        .get(text);
    return new String(text);
  }

  /** Reads a text that is there. */
  String readText() {
    String text = readString();
    if (text == null) {
      throw new PayloadException("the bytes are damaged: a text is missing");
    }
    return text;
  }
}
