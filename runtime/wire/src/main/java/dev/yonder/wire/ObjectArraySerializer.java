// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.lang.reflect.Array;

/** Writes arrays of objects, whatever they are declared to hold. */
final class ObjectArraySerializer extends PayloadSerializer<Object[]> {

  ObjectArraySerializer() {
    super(Identity.CYCLES);
  }

  @Override
  void write(PayloadKryo kryo, PayloadOutput out, Object[] array) {
    kryo.tokens().write(out, array.getClass().getComponentType());
    out.writeVarInt(array.length, true);
    for (Object element : array) {
      kryo.write(element);
    }
  }

  @Override
  Object[] read(PayloadKryo kryo, PayloadInput in) {
    Class<?> component = kryo.tokens().read(in);
    if (component.isPrimitive()) {
      throw new PayloadException("the bytes are damaged: an array of objects holds " + component);
    }
    Object[] array = (Object[]) Array.newInstance(component, in.readLength());
    kryo.reference(array);
    for (int i = 0; i < array.length; i++) {
      array[i] = kryo.read();
    }
    return array;
  }
}
