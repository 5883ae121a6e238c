// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Registration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Decides for every class how its objects travel, if they may; shared by the threads. */
final class PayloadTypes {
  /** The number of a class that is written by name. */
  static final int BY_NAME = -1;

  private final ClassLoader loader;
  private final JdkTypes table;
  private final JavaSerializer java;
  private final ConcurrentMap<Class<?>, Registration> byClass = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Registration> byName = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Class<?>> loaded = new ConcurrentHashMap<>();

  PayloadTypes(ClassLoader loader, boolean mayLeaveHost) {
    this.loader = loader;
    this.java = new JavaSerializer(this, mayLeaveHost);
    this.table = new JdkTypes(java, mayLeaveHost);
  }

  /** Returns whether the class belongs to the JDK. */
  static boolean isOfPlatform(Class<?> type) {
    ClassLoader of = type.getClassLoader();
    if (of == null || of == ClassLoader.getPlatformClassLoader()) {
      return true;
    }
    // Some modules of the JDK are with the program's classes, such as that of its random numbers.
    String module = type.getModule().getName();
    return module != null && (module.startsWith("jdk.") || module.startsWith("java."));
  }

  /**
   * Returns how objects of the class travel.
   *
   * @throws PayloadException if they do not
   */
  Registration of(Class<?> type) {
    Registration known = byClass.get(type);
    if (known == null) {
      known = choose(type);
      byClass.put(type, known);
    }
    return known;
  }

  /** Returns the serializer of the class's objects. */
  PayloadSerializer<?> serializerOf(Class<?> type) {
    return (PayloadSerializer<?>) of(type).getSerializer();
  }

  /** Returns the entry of the fixed table. */
  Registration numbered(int number) {
    return table.numbered(number);
  }

  /**
   * Returns how objects of a class travel that the bytes name.
   *
   * @throws PayloadException if it is missing here, is another one, or may not be named
   */
  Registration named(String name, int fingerprint) {
    Registration registration = byName.get(name);
    if (registration == null) {
      Class<?> type = load(name);
      // What has a number is not named, so the bytes ask for something else than was ever written.
      if ((isOfPlatform(type) && !type.isEnum()) || of(type).getId() != BY_NAME) {
        throw new PayloadException(
            "the class " + name + " is not one of those that may come by name");
      }
      registration = of(type);
      byName.put(name, registration);
    }
    if (((PayloadSerializer<?>) registration.getSerializer()).fingerprint() != fingerprint) {
      throw new PayloadException(
          "the class " + name + " has other fields here; run the same classes on both sides");
    }
    return registration;
  }

  /** Returns the class that the bytes name, which is not initialized by that. */
  Class<?> load(String name) {
    Class<?> type = loaded.get(name);
    if (type == null) {
      try {
        type = Class.forName(name, /* initialize= */ false, loader);
      } catch (ClassNotFoundException | LinkageError e) {
        throw new PayloadException(
            "the class " + name + " is not on the class path here; add the jar that has it", e);
      }
      loaded.put(name, type);
    }
    return type;
  }

  private Registration choose(Class<?> type) {
    Registration fixed = table.find(type);
    if (fixed != null) {
      return fixed;
    }
    if (Enum.class.isAssignableFrom(type) && type != Enum.class) {
      Class<?> declaring = type.isEnum() ? type : type.getSuperclass();
      return new Registration(declaring, new EnumSerializer(declaring), BY_NAME);
    }
    Unsendable unsendable = Unsendable.of(type);
    if (unsendable != null) {
      throw new NotInTable(type, unsendable);
    }
    if (isOfPlatform(type)) {
      Registration copy = JavaForms.mayHold(type) ? table.java() : table.copyOf(type);
      if (copy == null) {
        throw new NotInTable(type, Unsendable.internal());
      }
      return copy;
    }
    if (type.isHidden()) {
      return table.lambda();
    }
    if (JavaForms.isChosenBy(type)) {
      return table.java();
    }
    PayloadSerializer<?> serializer =
        type.isRecord() ? new RecordSerializer(type) : new FieldsSerializer(type);
    return new Registration(type, serializer, BY_NAME);
  }
}
