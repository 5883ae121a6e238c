// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Chooses how objects of a class are sent that has no form of its own. */
final class OwnTypes {
  /** Fields of the JDK's skeletons of collections, which come back by themselves. */
  private static final Set<String> CACHES = Set.of("modCount", "keySet", "values");

  private OwnTypes() {}

  /**
   * Returns the serializer of objects of exactly the class.
   *
   * @throws Refused if they cannot be sent
   */
  static Serializer<?> serializerOf(Class<?> type, Kryo kryo) {
    if (type.isArray()) {
      return new ArraySerializer();
    }
    String reason = Refusals.reason(type);
    if (reason != null) {
      throw new Refused(reason);
    }
    if (type.isEnum()) {
      return new EnumSerializer(type);
    }
    if (Throwable.class.isAssignableFrom(type)) {
      return new ThrowableSerializer();
    }
    if (Platform.owns(type)) {
      throw new Refused(
          "is not one of the JDK's classes that are sent: send what it holds in a class of your own,"
              + " or make the field transient");
    }
    if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
      throw new Refused("is of a class that has no objects");
    }
    return type.isRecord() ? new RecordSerializer(type) : ofClass(type);
  }

  private static Serializer<?> ofClass(Class<?> type) {
    Class<?> ancestor = Platform.ancestorOf(type);
    if (!hasState(ancestor)) {
      return new FieldsSerializer(type);
    }
    if (isContainer(type)) {
      return new OwnContainer(type);
    }
    if (Serializable.class.isAssignableFrom(type)) {
      return new JavaForm();
    }
    throw new Refused(
        "extends %s, whose fields cannot be seen: have it implement Serializable, or hold one instead"
            .formatted(ancestor.getName()));
  }

  /** Returns whether objects of the program's class are sent as what they hold. */
  static boolean isContainer(Class<?> type) {
    Class<?> ancestor = Platform.ancestorOf(type);
    return (Collection.class.isAssignableFrom(ancestor) || Map.class.isAssignableFrom(ancestor))
        && hasState(ancestor)
        && OwnContainer.canMake(type);
  }

  private static boolean hasState(Class<?> ancestor) {
    for (Class<?> c = ancestor; c != null; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !CACHES.contains(field.getName())) {
          return true;
        }
      }
    }
    return false;
  }
}
