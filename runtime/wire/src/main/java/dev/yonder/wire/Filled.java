// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends boxes of one object that can be made empty and filled, so that they may contain themselves.
 *
 * @param <T> the type of the boxes
 */
final class Filled<T> extends Serializer<T> {
  private final Supplier<T> make;
  private final Function<T, @Nullable Object> get;
  private final BiConsumer<T, @Nullable Object> set;

  /** Constructs the serializer. */
  Filled(Supplier<T> make, Function<T, @Nullable Object> get, BiConsumer<T, @Nullable Object> set) {
    this.make = make;
    this.get = get;
    this.set = set;
  }

  @Override
  public void write(Kryo kryo, Output output, T box) {
    kryo.writeClassAndObject(output, get.apply(box));
  }

  @Override
  public T read(Kryo kryo, Input input, Class<? extends T> type) {
    T box = make.get();
    kryo.reference(box);
    set.accept(box, kryo.readClassAndObject(input));
    return box;
  }
}
