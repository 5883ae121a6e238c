// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sends sets of constants of an enum with the enum they are of. */
final class EnumSetSerializer extends Serializer<EnumSet<?>> {

  @Override
  public void write(Kryo kryo, Output output, EnumSet<?> set) {
    EnumSet<?> some = set.isEmpty() ? EnumSet.complementOf(set) : set;
    kryo.writeClassAndObject(
        output, some.isEmpty() ? null : some.iterator().next().getDeclaringClass());
    output.writeVarInt(set.size(), true);
    for (Object constant : set) {
      kryo.writeClassAndObject(output, constant);
    }
  }

  @Override
  @SuppressWarnings("unchecked") // the set itself checks what is put into it
  public EnumSet<?> read(Kryo kryo, Input input, Class<? extends EnumSet<?>> type) {
    EnumSet<?> set = EnumSet.noneOf(enumOf(kryo.readClassAndObject(input)));
    kryo.reference(set);
    int length = BoundedInput.length(input);
    for (int i = 0; i < length; i++) {
      ((Set<Object>) (Set<?>) set).add(kryo.readClassAndObject(input));
    }
    return set;
  }

  /** Stands for the enum that is not known before the bytes are read. */
  private enum Raw {}

  /**
   * Returns the class, unless it is none of an enum; that of an enum without constants for null.
   */
  @SuppressWarnings("unchecked") // EnumSet and EnumMap check what is put into them
  private static Class<Raw> enumOf(@Nullable Object type) {
    if (type == null) {
      return Raw.class;
    }
    if (!(type instanceof Class<?> c) || !c.isEnum()) {
      throw new Refused("is a set of what is no enum");
    }
    return (Class<Raw>) c;
  }
}
