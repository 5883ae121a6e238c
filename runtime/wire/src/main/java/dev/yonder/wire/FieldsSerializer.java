// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.List;

/**
 * Sends objects of a program's class field by field.
 *
 * <p>Sets fields by reflection, which checks types, rather than as Kryo does: damaged bytes must
 * not put an object into a field of another type.
 */
final class FieldsSerializer extends Serializer<Object> {
  private final List<FieldSlot> slots;

  /**
   * Constructs the serializer for exactly the class.
   *
   * @throws Refused if a module keeps its fields to itself
   */
  FieldsSerializer(Class<?> type) {
    this.slots = OwnFields.of(type).stream().map(FieldSlot::of).toList();
  }

  @Override
  public void write(Kryo kryo, Output output, Object object) {
    try {
      for (FieldSlot slot : slots) {
        slot.write(kryo, output, object);
      }
    } catch (IllegalAccessException e) {
      throw inaccessible(e);
    }
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
    Object object = kryo.newInstance(type);
    kryo.reference(object);
    readInto(kryo, input, object);
    return object;
  }

  /** Sets the fields of an object that Kryo already knows. */
  void readInto(Kryo kryo, Input input, Object object) {
    try {
      for (FieldSlot slot : slots) {
        slot.read(kryo, input, object);
      }
    } catch (IllegalAccessException e) {
      throw inaccessible(e);
    }
  }

  private static AssertionError inaccessible(IllegalAccessException e) {
    return new AssertionError("made accessible when it was looked up", e);
  }
}
