// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Sends maps that can be made empty and filled, so that they may contain themselves. */
final class Entries extends Serializer<Map<?, ?>> {
  private final Function<@Nullable Comparator<Object>, Map<Object, Object>> make;
  private final UnaryOperator<Map<Object, Object>> wrap;

  /**
   * Constructs the serializer.
   *
   * @param make makes what entries are put into, ordered by the comparator if it is ordered
   * @param wrap makes of that what is the value, a view of it
   */
  Entries(
      Function<@Nullable Comparator<Object>, Map<Object, Object>> make,
      UnaryOperator<Map<Object, Object>> wrap) {
    this.make = make;
    this.wrap = wrap;
  }

  @Override
  public void write(Kryo kryo, Output output, Map<?, ?> map) {
    kryo.writeClassAndObject(output, map instanceof SortedMap<?, ?> s ? s.comparator() : null);
    writeAll(kryo, output, map);
  }

  /** Writes the number of entries and each of them. */
  static void writeAll(Kryo kryo, Output output, Map<?, ?> map) {
    // One look at a map that another thread may change.
    List<@Nullable Object> flat = new ArrayList<>(2 * map.size());
    map.forEach(
        (key, value) -> {
          flat.add(key);
          flat.add(value);
        });
    output.writeVarInt(flat.size() / 2, true);
    for (Object part : flat) {
      kryo.writeClassAndObject(output, part);
    }
  }

  @Override
  @SuppressWarnings("unchecked") // a comparator that does not fit its keys fails on its own
  public Map<?, ?> read(Kryo kryo, Input input, Class<? extends Map<?, ?>> type) {
    Map<Object, Object> map = make.apply((Comparator<Object>) kryo.readClassAndObject(input));
    Map<Object, Object> value = wrap.apply(map);
    kryo.reference(value);
    readAll(kryo, input, map);
    return value;
  }

  /** Reads what {@link #writeAll} wrote and puts it into the map. */
  static void readAll(Kryo kryo, Input input, Map<Object, Object> map) {
    int length = BoundedInput.length(input);
    for (int i = 0; i < length; i++) {
      Object key = kryo.readClassAndObject(input);
      map.put(key, kryo.readClassAndObject(input));
    }
  }
}
