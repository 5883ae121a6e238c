// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes arrays of a primitive type: large ones beside the head, without a copy; small ones in it,
 * as a block of memory.
 */
final class PrimitiveArraySerializer extends PayloadSerializer<Object> {
  /** From so many bytes on, an array of its own on the wire costs less than two copies. */
  static final int LARGE = 16 * 1024;

  private final PrimitiveType type;

  PrimitiveArraySerializer(PrimitiveType type) {
    super(Identity.CYCLES);
    this.type = type;
  }

  @Override
  void write(PayloadKryo kryo, PayloadOutput out, Object array) {
    int length = Array.getLength(array);
    long bytes = (long) length * type.bytes();
    if (bytes >= LARGE) {
      out.writeVarInt((out.beside(array) << 1) | 1, true);
      return;
    }
    out.writeVarInt(length << 1, true);
    byte[] to = out.room((int) bytes);
    copy(array, length, to, out.advance((int) bytes), /* toBytes= */ true);
  }

  @Override
  Object read(PayloadKryo kryo, PayloadInput in) {
    int header = in.readVarInt(true);
    int length = header >>> 1;
    if ((header & 1) == 1) {
      Object array = in.beside(length);
      if (!array.getClass().isArray() || PrimitiveType.of(array) != type) {
        throw new PayloadException(
            "the bytes are damaged: array " + length + " is of another type");
      }
      return array;
    }
    int start = in.advance((long) length * type.bytes());
    Object array = type.newArray(length);
    copy(array, length, in.getBuffer(), start, /* toBytes= */ false);
    return array;
  }

  /** Copies a block of memory; buffers do that at the speed of arraycopy. */
  private void copy(Object array, int length, byte[] bytes, int start, boolean toBytes) {
    ByteBuffer block =
        ByteBuffer.wrap(bytes, start, length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    switch (type) {
      case BOOLEAN -> {
        boolean[] values = (boolean[]) array;
        for (int i = 0; i < length; i++) {
          if (toBytes) {
            bytes[start + i] = (byte) (values[i] ? 1 : 0);
          } else {
            values[i] = bytes[start + i] != 0;
          }
        }
      }
      case BYTE -> {
        if (toBytes) {
          block.put((byte[]) array);
        } else {
          block.get((byte[]) array);
        }
      }
      case CHAR -> {
        if (toBytes) {
          block.asCharBuffer().put((char[]) array);
        } else {
          block.asCharBuffer().get((char[]) array);
        }
      }
      case SHORT -> {
        if (toBytes) {
          block.asShortBuffer().put((short[]) array);
        } else {
          block.asShortBuffer().get((short[]) array);
        }
      }
      case INT -> {
        if (toBytes) {
          block.asIntBuffer().put((int[]) array);
        } else {
          block.asIntBuffer().get((int[]) array);
        }
      }
      case LONG -> {
        if (toBytes) {
          block.asLongBuffer().put((long[]) array);
        } else {
          block.asLongBuffer().get((long[]) array);
        }
      }
      case FLOAT -> {
        if (toBytes) {
          block.asFloatBuffer().put((float[]) array);
        } else {
          block.asFloatBuffer().get((float[]) array);
        }
      }
      case DOUBLE -> {
        if (toBytes) {
          block.asDoubleBuffer().put((double[]) array);
        } else {
          block.asDoubleBuffer().get((double[]) array);
        }
      }
    }
  }
}
