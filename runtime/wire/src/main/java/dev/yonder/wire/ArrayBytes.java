// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.nio.ByteBuffer;

/** Copies elements of primitive arrays to and from buffers, as memory is copied. */
final class ArrayBytes {

  private ArrayBytes() {}

  /** Puts elements of the array into the buffer, which must have room. */
  static void put(ByteBuffer buffer, Object array, int offset, int count) {
    if (array instanceof byte[] bytes) {
      buffer.put(bytes, offset, count);
    } else if (array instanceof boolean[] booleans) {
      for (int i = offset; i < offset + count; i++) {
        buffer.put((byte) (booleans[i] ? 1 : 0));
      }
    } else {
      putWide(buffer, array, offset, count);
      buffer.position(buffer.position() + count * PrimitiveType.of(array).bytes());
    }
  }

  private static void putWide(ByteBuffer buffer, Object array, int offset, int count) {
    if (array instanceof double[] doubles) {
      buffer.asDoubleBuffer().put(doubles, offset, count);
    } else if (array instanceof float[] floats) {
      buffer.asFloatBuffer().put(floats, offset, count);
    } else if (array instanceof long[] longs) {
      buffer.asLongBuffer().put(longs, offset, count);
    } else if (array instanceof int[] ints) {
      buffer.asIntBuffer().put(ints, offset, count);
    } else if (array instanceof short[] shorts) {
      buffer.asShortBuffer().put(shorts, offset, count);
    } else if (array instanceof char[] chars) {
      buffer.asCharBuffer().put(chars, offset, count);
    } else {
      throw new AssertionError(array.getClass());
    }
  }

  /** Gets elements of the array from the buffer, which must have them. */
  static void get(ByteBuffer buffer, Object array, int offset, int count) {
    if (array instanceof byte[] bytes) {
      buffer.get(bytes, offset, count);
    } else if (array instanceof boolean[] booleans) {
      for (int i = offset; i < offset + count; i++) {
        booleans[i] = buffer.get() != 0;
      }
    } else {
      getWide(buffer, array, offset, count);
      buffer.position(buffer.position() + count * PrimitiveType.of(array).bytes());
    }
  }

  private static void getWide(ByteBuffer buffer, Object array, int offset, int count) {
    if (array instanceof double[] doubles) {
      buffer.asDoubleBuffer().get(doubles, offset, count);
    } else if (array instanceof float[] floats) {
      buffer.asFloatBuffer().get(floats, offset, count);
    } else if (array instanceof long[] longs) {
      buffer.asLongBuffer().get(longs, offset, count);
    } else if (array instanceof int[] ints) {
      buffer.asIntBuffer().get(ints, offset, count);
    } else if (array instanceof short[] shorts) {
      buffer.asShortBuffer().get(shorts, offset, count);
    } else if (array instanceof char[] chars) {
      buffer.asCharBuffer().get(chars, offset, count);
    } else {
      throw new AssertionError(array.getClass());
    }
  }
}
