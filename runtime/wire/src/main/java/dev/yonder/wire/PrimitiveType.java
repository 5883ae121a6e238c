// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.lang.reflect.Array;
import java.util.List;

/**
 * The types of which arrays travel beside the value that refers to them; the order is the wire's.
 */
public enum PrimitiveType {
  BOOLEAN(boolean.class, 1),
  BYTE(byte.class, Byte.BYTES),
  CHAR(char.class, Character.BYTES),
  SHORT(short.class, Short.BYTES),
  INT(int.class, Integer.BYTES),
  LONG(long.class, Long.BYTES),
  FLOAT(float.class, Float.BYTES),
  DOUBLE(double.class, Double.BYTES);

  private static final List<PrimitiveType> ALL = List.of(values());

  private final Class<?> type;
  private final int bytes;

  PrimitiveType(Class<?> type, int bytes) {
    this.type = type;
    this.bytes = bytes;
  }

  /** Returns the type of the array's elements. */
  public static PrimitiveType of(Object array) {
    Class<?> component = array.getClass().getComponentType();
    for (PrimitiveType type : values()) {
      if (type.type == component) {
        return type;
      }
    }
    throw new IllegalArgumentException("not a primitive array: " + array.getClass().getName());
  }

  /** Returns the type of the wire's number. */
  static PrimitiveType ofCode(int code) throws ProtocolException {
    if (code >= ALL.size()) {
      throw new ProtocolException("there is no primitive type of the number " + code);
    }
    return ALL.get(code);
  }

  /** Returns the wire's number of the type. */
  int code() {
    return ALL.indexOf(this);
  }

  /** Returns how many bytes an element has on its way. */
  public int bytes() {
    return bytes;
  }

  /** Returns a new array of zeros. */
  public Object newArray(int length) {
    return Array.newInstance(type, length);
  }
}
