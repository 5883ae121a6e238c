// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Registration;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The fixed table of what may travel besides the program's own classes.
 *
 * <p>The numbers are the wire's: an entry keeps its number, and a number is never used again.
 *
 * <p>Most entries are only made when one of them is first asked for: they take some tens of
 * milliseconds, which a program that sends numbers and arrays need not wait for. Safe for use by
 * several threads.
 */
final class JdkTypes {
  private static final int FIRST_PRIMITIVE_ARRAY = 240;
  private static final int JAVA = 250;
  private static final int LAMBDA = 251;
  static final int OBJECT_ARRAY = 252;

  private final boolean mayLeaveHost;
  private Registration[] byNumber = new Registration[256];
  private Map<Class<?>, Registration> byClass = new HashMap<>();

  /** What is read from; written to no more. */
  private volatile Table table;

  private final Registration java;
  private final Registration lambda;
  private final Registration objectArray;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Table(
      Registration[] byNumber, Map<Class<?>, Registration> byClass, boolean complete) {}

  JdkTypes(JavaSerializer javaForm, boolean mayLeaveHost) {
    this.mayLeaveHost = mayLeaveHost;
    java = add(JAVA, JavaSerializer.class, javaForm);
    lambda = add(LAMBDA, LambdaSerializer.class, new LambdaSerializer());
    objectArray = add(OBJECT_ARRAY, Object[].class, new ObjectArraySerializer());
    ValueTypes.addUsualTo(this);
    int number = FIRST_PRIMITIVE_ARRAY;
    for (PrimitiveType type : PrimitiveType.values()) {
      add(number++, type.newArray(0).getClass(), new PrimitiveArraySerializer(type));
    }
    table = new Table(byNumber, byClass, /* complete= */ false);
  }

  private synchronized Table complete() {
    if (!table.complete) {
      byNumber = byNumber.clone();
      byClass = new HashMap<>(byClass);
      ValueTypes.addTo(this);
      PlaceTypes.addTo(this, mayLeaveHost);
      TimeTypes.addTo(this);
      CollectionTypes.addTo(this);
      MapTypes.addTo(this);
      WrapperTypes.addTo(this);
      AtomicTypes.addTo(this);
      table = new Table(byNumber, byClass, /* complete= */ true);
    }
    return table;
  }

  /**
   * Adds an entry.
   *
   * @param type the class, and what the entry is found by
   * @param alsoFor other classes that are written the same way, and arrive as what it reads
   */
  Registration add(
      int number, Class<?> type, PayloadSerializer<?> serializer, Class<?>... alsoFor) {
    Registration registration = new Registration(type, serializer, number);
    if (byNumber[number] != null || byClass.put(type, registration) != null) {
      throw new AssertionError("twice in the table: " + number + ", " + type);
    }
    byNumber[number] = registration;
    for (Class<?> other : alsoFor) {
      byClass.putIfAbsent(other, registration);
    }
    return registration;
  }

  /** Returns the entry with the number. */
  Registration numbered(int number) {
    Registration[] numbers = table.byNumber;
    if (number < 0 || number >= numbers.length) {
      throw new PayloadException("the bytes are damaged: there is no type " + number);
    }
    Registration found = numbers[number] == null ? complete().byNumber[number] : numbers[number];
    if (found == null) {
      throw new PayloadException("the bytes are damaged: there is no type " + number);
    }
    return found;
  }

  /** Returns the entry for objects in their own serialized form, if they have one. */
  Registration java() {
    return java;
  }

  /** Returns the entry for lambdas that are serializable. */
  Registration lambda() {
    return lambda;
  }

  /** Returns the entry for the class, if it is in the table. */
  @Nullable Registration find(Class<?> type) {
    Registration usual = table.byClass.get(type);
    if (usual != null) {
      return usual;
    }
    if (type.isArray()) {
      return objectArray;
    }
    if (!PayloadTypes.isOfPlatform(type)) {
      return null;
    }
    Map<Class<?>, Registration> all = complete().byClass;
    Registration exact = all.get(type);
    if (exact != null) {
      return exact;
    }
    // The implementations of these differ between releases and systems.
    for (Class<?> parent : List.of(Path.class, Charset.class, ZoneId.class, EnumSet.class)) {
      if (parent.isAssignableFrom(type)) {
        return all.get(parent);
      }
    }
    return null;
  }

  /** Returns the entry for a plain copy of one of the JDK's many views, such as a key set. */
  @Nullable Registration copyOf(Class<?> type) {
    Class<?> copy =
        SortedMap.class.isAssignableFrom(type)
            ? java.util.TreeMap.class
            : Map.class.isAssignableFrom(type)
                ? java.util.LinkedHashMap.class
                : SortedSet.class.isAssignableFrom(type)
                    ? java.util.TreeSet.class
                    : Set.class.isAssignableFrom(type)
                        ? java.util.LinkedHashSet.class
                        : Queue.class.isAssignableFrom(type)
                            ? null
                            : Collection.class.isAssignableFrom(type)
                                ? java.util.ArrayList.class
                                : Map.Entry.class.isAssignableFrom(type)
                                    ? java.util.AbstractMap.SimpleEntry.class
                                    : null;
    return copy == null ? null : complete().byClass.get(copy);
  }
}
