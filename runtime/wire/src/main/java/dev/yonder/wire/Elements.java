// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.Collection;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Sends collections that can be made empty and filled, so that they may contain themselves. */
final class Elements extends Serializer<Collection<?>> {
  private final Function<@Nullable Comparator<Object>, Collection<Object>> make;
  private final UnaryOperator<Collection<Object>> wrap;

  /**
   * Constructs the serializer.
   *
   * @param make makes what elements are added to, ordered by the comparator if it is ordered
   * @param wrap makes of that what is the value, a view of it
   */
  Elements(
      Function<@Nullable Comparator<Object>, Collection<Object>> make,
      UnaryOperator<Collection<Object>> wrap) {
    this.make = make;
    this.wrap = wrap;
  }

  @Override
  public void write(Kryo kryo, Output output, Collection<?> collection) {
    kryo.writeClassAndObject(output, comparatorOf(collection));
    // One look at a collection that another thread may change.
    Object[] elements = collection.toArray();
    output.writeVarInt(elements.length, true);
    for (Object element : elements) {
      kryo.writeClassAndObject(output, element);
    }
  }

  private static @Nullable Comparator<?> comparatorOf(Collection<?> collection) {
    if (collection instanceof SortedSet<?> set) {
      return set.comparator();
    } else if (collection instanceof PriorityQueue<?> queue) {
      return queue.comparator();
    }
    return collection instanceof PriorityBlockingQueue<?> queue ? queue.comparator() : null;
  }

  @Override
  @SuppressWarnings("unchecked") // a comparator that does not fit its elements fails on its own
  public Collection<?> read(Kryo kryo, Input input, Class<? extends Collection<?>> type) {
    Collection<Object> collection = make.apply((Comparator<Object>) kryo.readClassAndObject(input));
    Collection<Object> value = wrap.apply(collection);
    kryo.reference(value);
    int length = BoundedInput.length(input);
    for (int i = 0; i < length; i++) {
      collection.add(kryo.readClassAndObject(input));
    }
    return value;
  }
}
