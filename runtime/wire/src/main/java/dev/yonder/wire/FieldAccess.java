// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A field of a class of the program, and how its value is written. */
final class FieldAccess {
  private enum Form {
    BOOLEAN,
    BYTE,
    CHAR,
    SHORT,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    TEXT,
    OBJECT
  }

  private final Field field;
  private final Form form;

  FieldAccess(Field field) {
    this.field = field;
    Class<?> type = field.getType();
    this.form =
        type.isPrimitive()
            ? Form.valueOf(type.getName().toUpperCase(java.util.Locale.ROOT))
            : type == String.class ? Form.TEXT : Form.OBJECT;
    try {
      field.setAccessible(true);
    } catch (InaccessibleObjectException e) {
      throw new PayloadException("the field " + field + " is closed to other modules", e);
    }
  }

  /**
   * Returns the fields that travel, those of superclasses first; transient ones do not.
   *
   * <p>The order is that of the names, since that of reflection is no promise.
   */
  static List<FieldAccess> of(Class<?> type) {
    List<FieldAccess> fields = new ArrayList<>();
    Class<?> parent = type.getSuperclass();
    if (parent != null && !PayloadTypes.isOfPlatform(parent)) {
      fields.addAll(of(parent));
    }
    Field[] declared = type.getDeclaredFields();
    java.util.Arrays.sort(declared, Comparator.comparing(Field::getName));
    for (Field field : declared) {
      int modifiers = field.getModifiers();
      if (!Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers)) {
        fields.add(new FieldAccess(field));
      }
    }
    return fields;
  }

  /** Returns a number that two versions of a class share only if their fields are the same. */
  static int fingerprint(List<FieldAccess> fields) {
    int hash = 1;
    for (FieldAccess access : fields) {
      Field field = access.field;
      hash = 31 * hash + field.getDeclaringClass().getName().hashCode();
      hash = 31 * hash + field.getName().hashCode();
      hash = 31 * hash + field.getType().getName().hashCode();
    }
    return hash;
  }

  /** Returns the name for a path of fields. */
  String name() {
    return field.getName();
  }

  /** Returns whether the field holds objects that may lead further. */
  boolean isObject() {
    return form == Form.OBJECT;
  }

  @Nullable Object get(Object owner) {
    try {
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new AssertionError("accessible since it was looked up", e);
    }
  }

  void write(PayloadKryo kryo, PayloadOutput out, Object owner) {
    try {
      switch (form) {
        case BOOLEAN -> out.writeBoolean(field.getBoolean(owner));
        case BYTE -> out.writeByte(field.getByte(owner));
        case CHAR -> out.writeChar(field.getChar(owner));
        case SHORT -> out.writeShort(field.getShort(owner));
        case INT -> out.writeVarInt(field.getInt(owner), /* optimizePositive= */ false);
        case LONG -> out.writeVarLong(field.getLong(owner), /* optimizePositive= */ false);
        case FLOAT -> out.writeFloat(field.getFloat(owner));
        case DOUBLE -> out.writeDouble(field.getDouble(owner));
        case TEXT -> out.writeString((String) field.get(owner));
        case OBJECT -> kryo.write(field.get(owner));
      }
    } catch (IllegalAccessException e) {
      throw new AssertionError("accessible since it was looked up", e);
    }
  }

  /** Reads the value into a new object. */
  void read(PayloadKryo kryo, PayloadInput in, Object owner) {
    try {
      switch (form) {
        case BOOLEAN -> field.setBoolean(owner, in.readBoolean());
        case BYTE -> field.setByte(owner, in.readByte());
        case CHAR -> field.setChar(owner, in.readChar());
        case SHORT -> field.setShort(owner, in.readShort());
        case INT -> field.setInt(owner, in.readVarInt(/* optimizePositive= */ false));
        case LONG -> field.setLong(owner, in.readVarLong(/* optimizePositive= */ false));
        case FLOAT -> field.setFloat(owner, in.readFloat());
        case DOUBLE -> field.setDouble(owner, in.readDouble());
        case TEXT -> field.set(owner, in.readString());
        case OBJECT -> field.set(owner, kryo.read());
      }
    } catch (IllegalAccessException e) {
      throw new PayloadException("the field " + field + " cannot be set", e);
    }
  }

  /** Reads the value, for the constructor of a record. */
  @Nullable Object read(PayloadKryo kryo, PayloadInput in) {
    return switch (form) {
      case BOOLEAN -> in.readBoolean();
      case BYTE -> in.readByte();
      case CHAR -> in.readChar();
      case SHORT -> in.readShort();
      case INT -> in.readVarInt(/* optimizePositive= */ false);
      case LONG -> in.readVarLong(/* optimizePositive= */ false);
      case FLOAT -> in.readFloat();
      case DOUBLE -> in.readDouble();
      case TEXT -> in.readString();
      case OBJECT -> kryo.read();
    };
  }
}
