// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/** Sends arrays of objects element by element. */
final class ArraySerializer extends Serializer<@Nullable Object[]> {

  @Override
  public void write(Kryo kryo, Output output, @Nullable Object[] array) {
    output.writeVarInt(array.length, true);
    for (Object element : array) {
      kryo.writeClassAndObject(output, element);
    }
  }

  @Override
  public @Nullable Object[] read(Kryo kryo, Input input, Class<? extends @Nullable Object[]> type) {
    int length = BoundedInput.length(input);
    @Nullable Object[] array =
        (@Nullable Object[]) Array.newInstance(type.getComponentType(), length);
    kryo.reference(array);
    for (int i = 0; i < length; i++) {
      array[i] = kryo.readClassAndObject(input);
    }
    return array;
  }
}
