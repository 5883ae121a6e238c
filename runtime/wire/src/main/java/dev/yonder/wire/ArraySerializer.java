// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Encodes primitive arrays: short ones inside the value, others beside it. */
final class ArraySerializer extends Serializer<Object> {
  /** From how many bytes on an array travels beside its value. */
  static final int BESIDE = 1 << 10;

  private static final int INSIDE_MARK = 0;
  private static final int BESIDE_MARK = 1;

  private final Coder coder;
  private final PrimitiveType type;

  ArraySerializer(Coder coder, PrimitiveType type) {
    this.coder = coder;
    this.type = type;
  }

  @Override
  public void write(Kryo kryo, Output output, Object array) {
    int length = Array.getLength(array);
    if ((long) length * type.bytes() >= BESIDE) {
      output.writeByte(BESIDE_MARK);
      output.writeVarInt(coder.sendBeside(array), true);
      return;
    }
    output.writeByte(INSIDE_MARK);
    output.writeVarInt(length, true);
    byte[] bytes = new byte[length * type.bytes()];
    ArrayBytes.put(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), array, 0, length);
    output.writeBytes(bytes);
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<? extends Object> ignored) {
    if (input.readByte() == BESIDE_MARK) {
      Object array = coder.cameBeside(input.readVarInt(true));
      if (PrimitiveType.of(array) != type) {
        throw new KryoException("an array of another type came beside the value");
      }
      return array;
    }
    int length = input.readVarInt(true);
    if (length < 0 || (long) length * type.bytes() >= BESIDE) {
      throw new KryoException("an array inside a value is short, not of " + length);
    }
    Object array = type.newArray(length);
    byte[] bytes = input.readBytes(length * type.bytes());
    ArrayBytes.get(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), array, 0, length);
    return array;
  }
}
