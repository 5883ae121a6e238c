// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.IOException;

/** Encodes values by Java serialization, and decodes only classes that may travel. */
final class JavaSerializer extends Serializer<Object> {
  @Override
  public void write(Kryo kryo, Output output, Object value) {
    try {
      byte[] bytes = JavaForm.write(value, /* replacement= */ null);
      output.writeVarInt(bytes.length, true);
      output.writeBytes(bytes);
    } catch (IOException e) {
      throw new KryoException(e.toString(), e);
    }
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
    try {
      int length = input.readVarInt(true);
      if (length < 0 || length > input.limit() - input.position()) {
        throw new KryoException("a value ends too early");
      }
      return type.cast(JavaForm.read(input.readBytes(length), kryo.getClassLoader()));
    } catch (IOException | ClassNotFoundException e) {
      throw new KryoException(e.toString(), e);
    }
  }
}
