// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** Sends exceptions that are values, or parts of values, as those that calls fail with. */
final class ThrowableSerializer extends Serializer<Throwable> {

  @Override
  public void write(Kryo kryo, Output output, Throwable thrown) {
    byte[] bytes = ThrowableForm.encode(thrown);
    output.writeVarInt(bytes.length, true);
    output.writeBytes(bytes);
  }

  @Override
  public Throwable read(Kryo kryo, Input input, Class<? extends Throwable> type) {
    return ThrowableForm.decode(input.readBytes(BoundedInput.length(input)), kryo.getClassLoader());
  }
}
