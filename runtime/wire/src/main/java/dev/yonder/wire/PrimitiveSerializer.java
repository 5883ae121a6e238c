// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Array;

/** Copies small primitive arrays as a whole, and leaves large ones beside the bytes. */
final class PrimitiveSerializer extends Serializer<Object> {
  /** From how many bytes on an array travels beside the value. */
  private static final int LARGE = 16 * 1024;

  private final PrimitiveType type;

  /** Constructs the serializer for arrays of the type. */
  PrimitiveSerializer(PrimitiveType type) {
    this.type = type;
  }

  @Override
  public void write(Kryo kryo, Output output, Object array) {
    int length = Array.getLength(array);
    if ((long) length * type.bytes() >= LARGE) {
      output.writeVarInt(((WireKryo) kryo).leave(array) * 2 + 1, true);
      return;
    }
    output.writeVarInt(length * 2, true);
    switch (type) {
      case BOOLEAN -> output.writeBooleans((boolean[]) array, 0, length);
      case BYTE -> output.writeBytes((byte[]) array, 0, length);
      case CHAR -> output.writeChars((char[]) array, 0, length);
      case SHORT -> output.writeShorts((short[]) array, 0, length);
      case INT -> output.writeInts((int[]) array, 0, length);
      case LONG -> output.writeLongs((long[]) array, 0, length);
      case FLOAT -> output.writeFloats((float[]) array, 0, length);
      case DOUBLE -> output.writeDoubles((double[]) array, 0, length);
    }
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<? extends Object> arrayType) {
    int code = input.readVarInt(true);
    if ((code & 1) == 1) {
      Object array = ((WireKryo) kryo).left(code >>> 1);
      if (array.getClass() != arrayType) {
        throw new Refused("refers to an array of another type");
      }
      return array;
    }
    int length = code >>> 1;
    BoundedInput.bounded(input, (long) length * type.bytes());
    return switch (type) {
      case BOOLEAN -> input.readBooleans(length);
      case BYTE -> input.readBytes(length);
      case CHAR -> input.readChars(length);
      case SHORT -> input.readShorts(length);
      case INT -> input.readInts(length);
      case LONG -> input.readLongs(length);
      case FLOAT -> input.readFloats(length);
      case DOUBLE -> input.readDoubles(length);
    };
  }
}
