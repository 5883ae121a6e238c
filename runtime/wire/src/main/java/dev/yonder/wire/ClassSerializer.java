// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** Sends classes as values, by name. */
final class ClassSerializer extends Serializer<Class<?>> {

  @Override
  public void write(Kryo kryo, Output output, Class<?> type) {
    if (type.isHidden()) {
      throw new Refused("is a class without a name that others could find it by");
    }
    output.writeString(type.getName());
  }

  @Override
  public Class<?> read(Kryo kryo, Input input, Class<? extends Class<?>> ignored) {
    String name = String.valueOf(input.readString());
    try {
      return named(name, kryo.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw NamedClasses.missing(name, e);
    }
  }

  /** Returns the class of that name, which may be that of a primitive type or void. */
  static Class<?> named(String name, ClassLoader loader) throws ClassNotFoundException {
    for (PrimitiveType type : PrimitiveType.values()) {
      Class<?> primitive = type.newArray(0).getClass().getComponentType();
      if (primitive.getName().equals(name)) {
        return primitive;
      }
    }
    return name.equals("void") ? void.class : Class.forName(name, /* initialize= */ false, loader);
  }
}
