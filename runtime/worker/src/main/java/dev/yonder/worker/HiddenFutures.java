// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.Arg;
import dev.yonder.NotSendableException;
import dev.yonder.spi.Shareable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Refuses arguments that hide a future inside a value.
 *
 * <p>Such a future would not be waited for, and could not leave this process. Looks through arrays,
 * collections, maps, optionals and the fields of the program's own classes, at the first 1,000
 * objects of a call: a look at every element of large data would cost more than the call.
 */
final class HiddenFutures {
  private static final int MOST_OBJECTS = 1_000;

  /** The fields of a class that may lead to a future; none for values that cannot hold one. */
  private static final ClassValue<List<Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          return fieldsOf(type);
        }
      };

  private final String method;
  private final Consumer<Shareable> shared;
  private final ArrayDeque<Found> open = new ArrayDeque<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  /** An object to look into, and how it was reached. */
  private record Found(Object object, String path) {}

  private HiddenFutures(String method, Consumer<Shareable> shared) {
    this.method = method;
    this.shared = shared;
  }

  /**
   * Looks into a plain argument.
   *
   * @param shared is told of the shared values in it
   * @throws NotSendableException if a future is hidden in it; the message names the path
   */
  static void refuse(
      @Nullable Object argument, int position, String method, Consumer<Shareable> shared) {
    if (argument instanceof Shareable one) {
      shared.accept(one);
    } else if (argument != null && mayHold(argument.getClass())) {
      HiddenFutures search = new HiddenFutures(method, shared);
      search.found(argument, "argument " + (position + 1));
      search.run();
    }
  }

  private static boolean mayHold(Class<?> type) {
    return type.isArray()
        ? !type.getComponentType().isPrimitive() && mayHoldDeclared(type.getComponentType())
        : isContainer(type) || !FIELDS.get(type).isEmpty();
  }

  private static boolean isContainer(Class<?> type) {
    return Collection.class.isAssignableFrom(type)
        || Map.class.isAssignableFrom(type)
        || type == Optional.class;
  }

  private void run() {
    while (!open.isEmpty() && seen.size() <= MOST_OBJECTS) {
      Found next = open.remove();
      Object object = next.object;
      if (object instanceof Object[] array) {
        for (int i = 0; i < array.length && i < MOST_OBJECTS; i++) {
          found(array[i], next.path + "[" + i + "]");
        }
      } else if (object instanceof Collection<?> collection) {
        elements(collection, next.path);
      } else if (object instanceof Map<?, ?> map) {
        elements(map.keySet(), next.path + ".keys");
        elements(map.values(), next.path + ".values");
      } else if (object instanceof Optional<?> optional) {
        found(optional.orElse(null), next.path + ".value");
      } else {
        fields(object, next.path);
      }
    }
  }

  private void elements(Collection<?> collection, String path) {
    int i = 0;
    for (Object element : collection) {
      if (i == MOST_OBJECTS) {
        return;
      }
      found(element, path + "[" + i++ + "]");
    }
  }

  private void fields(Object object, String path) {
    for (Field field : FIELDS.get(object.getClass())) {
      try {
        found(field.get(object), path + "." + field.getName());
      } catch (IllegalAccessException e) {
        throw new AssertionError("accessible since it was looked up", e);
      }
    }
  }

  private void found(@Nullable Object object, String path) {
    if (object instanceof Arg<?>) {
      throw new NotSendableException(
          ("%s was called with a future hidden inside a value, at %s: it would not be waited for."
                  + " Pass the future itself as an argument, or RemoteFuture.all of a list of them.")
              .formatted(method, path));
    }
    if (object instanceof Shareable one) {
      shared.accept(one);
    } else if (object != null && mayHold(object.getClass()) && seen.add(object)) {
      open.add(new Found(object, path));
    }
  }

  private static List<Field> fieldsOf(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    if (type.isEnum() || type.isHidden() || isOfPlatform(type)) {
      return fields;
    }
    for (Class<?> c = type; c != null && !isOfPlatform(c); c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())
            && !Modifier.isTransient(field.getModifiers())
            && mayHoldDeclared(field.getType())
            && field.trySetAccessible()) {
          fields.add(field);
        }
      }
    }
    return fields;
  }

  /** Returns whether something declared as the type may be or hold a future. */
  private static boolean mayHoldDeclared(Class<?> type) {
    if (type.isPrimitive() || type.isEnum()) {
      return false;
    }
    if (type.isArray()) {
      return mayHoldDeclared(type.getComponentType());
    }
    boolean leaf = Modifier.isFinal(type.getModifiers()) && isOfPlatform(type);
    return !leaf || type == Optional.class;
  }

  private static boolean isOfPlatform(Class<?> type) {
    return type.getName().startsWith("java.") || type.getClassLoader() == null;
  }
}
