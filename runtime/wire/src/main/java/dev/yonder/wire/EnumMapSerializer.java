// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.EnumMap;
import java.util.Map;

/**
 * Sends maps from constants of an enum; an empty one by Java's serialization, which sees the enum.
 */
final class EnumMapSerializer extends Serializer<EnumMap<?, ?>> {
  private final JavaForm empty = new JavaForm();

  @Override
  public void write(Kryo kryo, Output output, EnumMap<?, ?> map) {
    EnumMap<?, ?> keys = map.clone();
    keys.clear();
    empty.write(kryo, output, keys);
    Entries.writeAll(kryo, output, map);
  }

  @Override
  @SuppressWarnings("unchecked") // the map itself checks its keys
  public EnumMap<?, ?> read(Kryo kryo, Input input, Class<? extends EnumMap<?, ?>> type) {
    Object map = empty.read(kryo, input, EnumMap.class);
    kryo.reference(map);
    Entries.readAll(kryo, input, (Map<Object, Object>) map);
    return (EnumMap<?, ?>) map;
  }
}
