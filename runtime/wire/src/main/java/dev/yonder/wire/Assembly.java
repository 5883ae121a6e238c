// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message that comes in parts, of which its arrays are filled as they come. */
final class Assembly {
  private static final int FIRST_PIECE = 1 << 16;

  private final long mostArrayBytes;
  private int skeletonLength = -1;
  private byte[] skeleton = new byte[0];
  private int skeletonHere;
  private @Nullable Message message;
  private List<Object> arrays = List.of();
  private int array;
  private int element;

  Assembly(long mostArrayBytes) {
    this.mostArrayBytes = mostArrayBytes;
  }

  /** Takes what is in the buffer. */
  void take(ByteBuffer part) throws ProtocolException {
    if (message == null) {
      takeSkeleton(part);
    }
    while (part.hasRemaining()) {
      takeElements(part);
    }
  }

  /**
   * Returns the message, of which all parts were taken.
   *
   * @throws ProtocolException if something is missing
   */
  Message complete() throws ProtocolException {
    skipEmptyArrays();
    if (message == null || array < arrays.size()) {
      throw new ProtocolException("the last part of a message came before its end");
    }
    return message;
  }

  private void takeSkeleton(ByteBuffer part) throws ProtocolException {
    if (skeletonLength < 0) {
      if (part.remaining() < Integer.BYTES) {
        throw new ProtocolException("the first part of a message is too short");
      }
      skeletonLength = part.getInt();
      if (skeletonLength < 0) {
        throw new ProtocolException("a message has less than nothing: " + skeletonLength);
      }
      skeleton = new byte[Math.min(skeletonLength, FIRST_PIECE)];
    }
    int length = Math.min(part.remaining(), skeletonLength - skeletonHere);
    if (skeletonHere + length > skeleton.length) {
      // Grows with what has arrived, whatever length was announced.
      long larger = Math.min(skeletonLength, Math.max(skeletonHere + length, skeleton.length * 2L));
      skeleton = Arrays.copyOf(skeleton, (int) larger);
    }
    part.get(skeleton, skeletonHere, length);
    skeletonHere += length;
    if (skeletonHere == skeletonLength) {
      ByteBuffer whole = ByteBuffer.wrap(skeleton, 0, skeletonLength);
      WireInput in = new WireInput(whole.order(ByteOrder.LITTLE_ENDIAN), mostArrayBytes);
      message = MessageCodec.decode(in);
      arrays = in.arrays();
      skeleton = new byte[0];
    }
  }

  private void takeElements(ByteBuffer part) throws ProtocolException {
    skipEmptyArrays();
    if (array == arrays.size()) {
      throw new ProtocolException(part.remaining() + " bytes follow the end of a message");
    }
    Object current = arrays.get(array);
    int bytes = PrimitiveType.of(current).bytes();
    int count = Math.min(Array.getLength(current) - element, part.remaining() / bytes);
    if (count == 0) {
      throw new ProtocolException("a part of a message ends inside an element of an array");
    }
    ArrayBytes.get(part, current, element, count);
    element += count;
    if (element == Array.getLength(current)) {
      array++;
      element = 0;
    }
  }

  private void skipEmptyArrays() {
    while (array < arrays.size() && Array.getLength(arrays.get(array)) == 0) {
      array++;
    }
  }
}
