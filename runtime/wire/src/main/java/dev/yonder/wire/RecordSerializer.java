// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes records by their components; on arrival the canonical constructor runs and checks them.
 */
final class RecordSerializer extends PayloadSerializer<Object> {
  private final FieldAccess[] components;
  private final Constructor<?> constructor;
  private final int fingerprint;

  RecordSerializer(Class<?> type) {
    super(Identity.SHARED);
    RecordComponent[] declared = type.getRecordComponents();
    Class<?>[] parameters = new Class<?>[declared.length];
    List<FieldAccess> found = new ArrayList<>();
    try {
      for (int i = 0; i < declared.length; i++) {
        parameters[i] = declared[i].getType();
        found.add(new FieldAccess(type.getDeclaredField(declared[i].getName())));
      }
      constructor = type.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
    } catch (NoSuchFieldException | NoSuchMethodException e) {
      throw new LinkageError("every record has these", e);
    }
    components = found.toArray(FieldAccess[]::new);
    fingerprint = FieldAccess.fingerprint(found);
  }

  @Override
  int fingerprint() {
    return fingerprint;
  }

  /** Returns the components. */
  List<FieldAccess> components() {
    return List.of(components);
  }

  @Override
  void write(PayloadKryo kryo, PayloadOutput out, Object object) {
    for (FieldAccess component : components) {
      component.write(kryo, out, object);
    }
  }

  @Override
  Object read(PayloadKryo kryo, PayloadInput in) {
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = components[i].read(kryo, in);
    }
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new PayloadException(
          "the constructor of " + constructor.getName() + " threw " + failureOf(e), e);
    } catch (InstantiationException | IllegalAccessException e) {
      throw new PayloadException("the record " + constructor.getName() + " cannot be made", e);
    }
  }

  private static String failureOf(InvocationTargetException e) {
    return Describe.failure(e.getCause() == null ? e : e.getCause());
  }
}
