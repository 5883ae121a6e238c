// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * A field and the form in which it is sent.
 *
 * @param primitive its type, null for objects
 */
record FieldSlot(Field field, @Nullable PrimitiveType primitive) {

  /** Returns the slot of an accessible field. */
  static FieldSlot of(Field field) {
    return new FieldSlot(field, primitiveOf(field.getType()));
  }

  /** Returns the primitive type of that class, null for a class of objects. */
  static @Nullable PrimitiveType primitiveOf(Class<?> type) {
    for (PrimitiveType primitive : PrimitiveType.values()) {
      if (type.isPrimitive() && primitive.name().equalsIgnoreCase(type.getName())) {
        return primitive;
      }
    }
    return null;
  }

  /** Writes the field's value in the object. */
  void write(Kryo kryo, Output output, Object object) throws IllegalAccessException {
    if (primitive == null) {
      kryo.writeClassAndObject(output, field.get(object));
      return;
    }
    switch (primitive) {
      case BOOLEAN -> output.writeBoolean(field.getBoolean(object));
      case BYTE -> output.writeByte(field.getByte(object));
      case CHAR -> output.writeChar(field.getChar(object));
      case SHORT -> output.writeShort(field.getShort(object));
      case INT -> output.writeVarInt(field.getInt(object), false);
      case LONG -> output.writeVarLong(field.getLong(object), false);
      case FLOAT -> output.writeFloat(field.getFloat(object));
      case DOUBLE -> output.writeDouble(field.getDouble(object));
    }
  }

  /**
   * Reads what {@link #write} wrote and sets the field.
   *
   * @throws IllegalArgumentException if the value is not of the field's type
   */
  void read(Kryo kryo, Input input, Object object) throws IllegalAccessException {
    field.set(object, read(kryo, input, primitive));
  }

  /** Reads a value of the type, an object of any if that is null. */
  static @Nullable Object read(Kryo kryo, Input input, @Nullable PrimitiveType type) {
    if (type == null) {
      return kryo.readClassAndObject(input);
    }
    return switch (type) {
      case BOOLEAN -> (Object) input.readBoolean();
      case BYTE -> (Object) input.readByte();
      case CHAR -> (Object) input.readChar();
      case SHORT -> (Object) input.readShort();
      case INT -> (Object) input.readVarInt(false);
      case LONG -> (Object) input.readVarLong(false);
      case FLOAT -> (Object) input.readFloat();
      case DOUBLE -> (Object) input.readDouble();
    };
  }
}
