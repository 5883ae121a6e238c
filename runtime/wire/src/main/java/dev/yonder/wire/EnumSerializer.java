// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.Map;
import java.util.TreeMap;

/** Sends constants of an enum by name, so that a new constant does no harm to the others. */
final class EnumSerializer extends Serializer<Object> {
  private final Class<?> type;
  private final Map<String, Object> constants = new TreeMap<>();

  /** Constructs the serializer for the constants of an enum. */
  EnumSerializer(Class<?> type) {
    this.type = type;
    for (Object constant : type.getEnumConstants()) {
      constants.put(((Enum<?>) constant).name(), constant);
    }
  }

  @Override
  public void write(Kryo kryo, Output output, Object constant) {
    output.writeString(((Enum<?>) constant).name());
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<? extends Object> ignored) {
    String name = input.readString();
    Object constant = name == null ? null : constants.get(name);
    if (constant == null) {
      throw new Refused("has no constant " + name + " in the " + type.getName() + " that is here");
    }
    return constant;
  }
}
