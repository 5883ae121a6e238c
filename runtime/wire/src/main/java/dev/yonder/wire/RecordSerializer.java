// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends records component by component and makes them by their constructor, which checks them. */
final class RecordSerializer extends Serializer<Object> {
  private final Constructor<?> constructor;
  private final List<FieldSlot> slots;

  /**
   * Constructs the serializer for exactly the record class.
   *
   * @throws Refused if a module keeps its fields to itself
   */
  RecordSerializer(Class<?> type) {
    OwnFields.of(type);
    RecordComponent[] components = type.getRecordComponents();
    try {
      constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.trySetAccessible();
      this.slots = Arrays.stream(components).map(c -> slotOf(type, c.getName())).toList();
    } catch (NoSuchMethodException e) {
      throw new AssertionError("every record has its canonical constructor", e);
    }
  }

  private static FieldSlot slotOf(Class<?> type, String name) {
    try {
      Field field = type.getDeclaredField(name);
      field.trySetAccessible();
      return FieldSlot.of(field);
    } catch (NoSuchFieldException e) {
      throw new AssertionError("every component has its field", e);
    }
  }

  @Override
  public void write(Kryo kryo, Output output, Object object) {
    try {
      for (FieldSlot slot : slots) {
        slot.write(kryo, output, object);
      }
    } catch (IllegalAccessException e) {
      throw new AssertionError("made accessible when it was looked up", e);
    }
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
    @Nullable Object[] values = new @Nullable Object[slots.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = FieldSlot.read(kryo, input, slots.get(i).primitive());
    }
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new Refused(
          "was refused by the constructor of " + type.getName() + ": " + e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new Refused("cannot be made by the constructor of " + type.getName() + ": " + e);
    }
  }
}
