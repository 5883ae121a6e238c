// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Constructor;
import java.util.Collection;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Sends a program's subclasses of the JDK's collections and maps: their own fields, and what they
 * hold. They are made by their constructor without parameters.
 */
final class OwnContainer extends Serializer<Object> {
  private final Constructor<?> constructor;
  private final FieldsSerializer fields;

  /** Constructs the serializer for a class that {@link #canMake} is true of. */
  OwnContainer(Class<?> type) {
    try {
      constructor = type.getDeclaredConstructor();
      constructor.trySetAccessible();
    } catch (NoSuchMethodException e) {
      throw new AssertionError("canMake was asked first", e);
    }
    fields = new FieldsSerializer(type);
  }

  /** Returns whether objects of the class can be made empty and filled. */
  static boolean canMake(Class<?> type) {
    if (SortedMap.class.isAssignableFrom(type)
        || SortedSet.class.isAssignableFrom(type)
        || PriorityQueue.class.isAssignableFrom(type)) {
      // They may have a comparator, which only a constructor takes.
      return false;
    }
    try {
      return type.getDeclaredConstructor().trySetAccessible();
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  @Override
  public void write(Kryo kryo, Output output, Object object) {
    fields.write(kryo, output, object);
    if (object instanceof Map<?, ?> map) {
      Entries.writeAll(kryo, output, map);
    } else {
      Object[] elements = ((Collection<?>) object).toArray();
      output.writeVarInt(elements.length, true);
      for (Object element : elements) {
        kryo.writeClassAndObject(output, element);
      }
    }
  }

  @Override
  @SuppressWarnings("unchecked") // what does not fit fails on its own
  public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
    Object object;
    try {
      object = constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new Refused("cannot be made by the constructor of " + type.getName() + ": " + e);
    }
    kryo.reference(object);
    fields.readInto(kryo, input, object);
    if (object instanceof Map<?, ?> map) {
      Map<Object, Object> filled = (Map<Object, Object>) map;
      filled.clear();
      Entries.readAll(kryo, input, filled);
    } else {
      Collection<Object> filled = (Collection<Object>) object;
      filled.clear();
      int length = BoundedInput.length(input);
      for (int i = 0; i < length; i++) {
        filled.add(kryo.readClassAndObject(input));
      }
    }
    return object;
  }
}
