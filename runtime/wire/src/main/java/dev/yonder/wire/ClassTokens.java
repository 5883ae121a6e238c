// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.util.IdentityObjectIntMap;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes classes that are values or the elements of arrays, by name, once in a payload.
 *
 * <p>Any class can be named here: nothing of it is made or run.
 */
final class ClassTokens {
  private static final List<Class<?>> PRIMITIVES =
      List.of(
          void.class,
          boolean.class,
          byte.class,
          char.class,
          short.class,
          int.class,
          long.class,
          float.class,
          double.class,
          Object.class,
          String.class);

  /** What stands for {@link Object}. */
  static final int OBJECT = PRIMITIVES.indexOf(Object.class);

  private final PayloadTypes types;
  private final IdentityObjectIntMap<Class<?>> written = new IdentityObjectIntMap<>();
  private final List<Class<?>> read = new ArrayList<>();

  ClassTokens(PayloadTypes types) {
    this.types = types;
  }

  void write(PayloadOutput out, Class<?> type) {
    int primitive = PRIMITIVES.indexOf(type);
    if (primitive >= 0) {
      out.writeVarInt(primitive, true);
      return;
    }
    if (type.isHidden()) {
      throw new PayloadException(
          "it refers to " + type.getName() + ", which has no name elsewhere");
    }
    int index = written.get(type, -1);
    boolean isNew = index < 0;
    if (isNew) {
      index = written.size;
      written.put(type, index);
    }
    out.writeVarInt(PRIMITIVES.size() + index, true);
    if (isNew) {
      out.writeString(type.getName());
    }
  }

  Class<?> read(PayloadInput in) {
    int number = in.readVarInt(true);
    if (number >= 0 && number < PRIMITIVES.size()) {
      return PRIMITIVES.get(number);
    }
    int index = number - PRIMITIVES.size();
    if (index >= 0 && index < read.size()) {
      return read.get(index);
    }
    if (index != read.size()) {
      throw new PayloadException("the bytes are damaged: there is no class " + index);
    }
    Class<?> type = types.load(in.readText());
    read.add(type);
    return type;
  }

  void reset() {
    if (written.size > 0) {
      written.clear(32);
    }
    read.clear();
  }
}
