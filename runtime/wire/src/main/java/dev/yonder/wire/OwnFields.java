// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The fields that make up the state of a program's class: neither static nor transient. */
final class OwnFields {
  private OwnFields() {}

  /**
   * Returns the fields, accessible, those of superclasses first and each class's by name; leaves
   * out those of the JDK's classes.
   *
   * @throws Refused if a module keeps its fields to itself
   */
  static List<Field> of(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> c = type; c != null && !Platform.owns(c); c = c.getSuperclass()) {
      fields.addAll(0, declaredIn(c));
    }
    return fields;
  }

  private static List<Field> declaredIn(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      int modifiers = field.getModifiers();
      if (!Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers)) {
        if (!field.trySetAccessible()) {
          throw new Refused(
              "keeps its fields to its module; add opens %s; to the module-info of %s"
                  .formatted(type.getPackageName(), type.getModule().getName()));
        }
        fields.add(field);
      }
    }
    fields.sort(Comparator.comparing(Field::getName));
    return fields;
  }

  /** Returns a number that differs for classes of different fields, but for chance. */
  static int fingerprint(Class<?> type) {
    int hash = 1;
    for (Class<?> c = type; c != null && !Platform.owns(c); c = c.getSuperclass()) {
      String[] fields =
          Arrays.stream(c.getDeclaredFields())
              .filter(field -> (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0)
              .map(field -> field.getName() + ' ' + field.getType().getName())
              .sorted()
              .toArray(String[]::new);
      hash = 31 * hash + Arrays.hashCode(fields);
    }
    return hash;
  }
}
