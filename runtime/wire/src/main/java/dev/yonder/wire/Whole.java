// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends values that are made of their parts in one go, such as immutable collections, texts, or
 * references to one object.
 *
 * @param <T> the type of the values
 */
final class Whole<T> extends Serializer<T> {
  private final Function<T, @Nullable Object[]> take;
  private final Function<@Nullable Object[], T> make;

  /**
   * Constructs the serializer.
   *
   * @param take returns the parts of a value
   * @param make makes a value of its parts; what it throws means that the bytes are damaged
   */
  Whole(Function<T, @Nullable Object[]> take, Function<@Nullable Object[], T> make) {
    this.take = take;
    this.make = make;
  }

  /** Returns the serializer of values that are made of one part. */
  static <T, P> Whole<T> ofOne(
      Class<P> part, Function<T, @Nullable P> take, Function<@Nullable P, T> make) {
    return new Whole<>(
        value -> new @Nullable Object[] {take.apply(value)},
        parts -> make.apply(part.cast(parts[0])));
  }

  @Override
  public void write(Kryo kryo, Output output, T value) {
    @Nullable Object[] parts = take.apply(value);
    output.writeVarInt(parts.length, true);
    for (Object part : parts) {
      kryo.writeClassAndObject(output, part);
    }
  }

  @Override
  public T read(Kryo kryo, Input input, Class<? extends T> type) {
    @Nullable Object[] parts = new @Nullable Object[BoundedInput.length(input)];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = kryo.readClassAndObject(input);
    }
    return make.apply(parts);
  }
}
