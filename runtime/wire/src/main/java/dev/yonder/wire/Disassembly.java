// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A message that is too long for a frame, while it is sent in parts. */
final class Disassembly {
  private final ByteBuffer skeleton;
  private final List<Object> arrays;
  private int array;
  private int element;

  /** Constructs the message of an encoded skeleton, which is copied. */
  Disassembly(WireOutput encoded) {
    skeleton =
        ByteBuffer.allocate(Integer.BYTES + encoded.length())
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(encoded.length())
            .put(encoded.bytes(), 0, encoded.length())
            .flip();
    arrays = List.copyOf(encoded.arrays());
  }

  /** Puts as much as there is room for into the buffer, and returns whether that was the rest. */
  boolean put(ByteBuffer buffer) {
    if (skeleton.hasRemaining()) {
      int length = Math.min(skeleton.remaining(), buffer.remaining());
      buffer.put(skeleton.slice(skeleton.position(), length));
      skeleton.position(skeleton.position() + length);
      if (skeleton.hasRemaining()) {
        return false;
      }
    }
    while (array < arrays.size()) {
      Object current = arrays.get(array);
      int length = Array.getLength(current);
      int bytes = PrimitiveType.of(current).bytes();
      int count = Math.min(length - element, buffer.remaining() / bytes);
      ArrayBytes.put(buffer, current, element, count);
      element += count;
      if (element < length) {
        return false;
      }
      array++;
      element = 0;
    }
    return true;
  }
}
