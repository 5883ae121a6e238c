// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import dev.yonder.NotSendableException;
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
import org.jspecify.annotations.Nullable;

/** Finds everything in a value that cannot be sent, once encoding it has failed. */
final class Problems {
  private static final int MOST_TOLD = 10;
  private static final int MOST_OBJECTS = 200_000;

  private final ArrayDeque<Found> open = new ArrayDeque<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<String> problems = new ArrayList<>();

  private record Found(Object object, String path) {}

  private Problems() {}

  /** Returns the error that says what in the value cannot be sent, where it is, and what to do. */
  static NotSendableException explain(@Nullable Object value, String what, Throwable failure) {
    Problems search = new Problems();
    search.start(value, what);
    search.run();
    if (failure instanceof StackOverflowError || isTooDeep(failure)) {
      search.problems.add(
          "%s nests deeper than %d objects; send it as an array or a list"
              .formatted(what, Serializers.DEEPEST));
    }
    if (search.problems.isEmpty()) {
      return new NotSendableException(
          "%s cannot be sent, because %s".formatted(what, rootOf(failure)), failure);
    }
    int told = Math.min(search.problems.size(), MOST_TOLD);
    String more =
        told == search.problems.size()
            ? ""
            : "; and %d more".formatted(search.problems.size() - told);
    return new NotSendableException(
        "%s cannot be sent: %s%s. Make such fields transient and build them where they are used, or"
                .formatted(what, String.join("; ", search.problems.subList(0, told)), more)
            + " send the data that they are made from.");
  }

  private static boolean isTooDeep(Throwable failure) {
    String message = failure.getMessage();
    return message != null && message.startsWith("Max depth exceeded");
  }

  private static String rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root instanceof NotSendableException
        ? String.valueOf(root.getMessage())
        : root.toString();
  }

  private void start(@Nullable Object value, String what) {
    if (value instanceof Object[] arguments && what.startsWith("the arguments of ")) {
      String method = what.substring("the arguments of ".length());
      for (int i = 0; i < arguments.length; i++) {
        found(arguments[i], "argument %d of %s".formatted(i + 1, method));
      }
    } else {
      found(value, what);
    }
  }

  private void run() {
    while (!open.isEmpty() && seen.size() < MOST_OBJECTS) {
      Found next = open.remove();
      Object object = next.object;
      if (object instanceof Object[] array) {
        for (int i = 0; i < array.length; i++) {
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
      found(element, path + "[" + i++ + "]");
    }
  }

  private void found(@Nullable Object object, String path) {
    if (object == null || !seen.add(object)) {
      return;
    }
    String reason = Unsendable.reason(object.getClass());
    if (reason != null) {
      problems.add(path + ": " + reason);
    } else {
      open.add(new Found(object, path));
    }
  }

  private void fields(Object object, String path) {
    for (Class<?> c = object.getClass();
        c != null && !Classes.isOfPlatform(c) && !c.isEnum();
        c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        int modifiers = field.getModifiers();
        if (!Modifier.isStatic(modifiers)
            && !Modifier.isTransient(modifiers)
            && !field.getType().isPrimitive()
            && field.trySetAccessible()) {
          try {
            found(field.get(object), path + "." + field.getName());
          } catch (IllegalAccessException e) {
            throw new AssertionError("accessible since it was asked for", e);
          }
        }
      }
    }
  }
}
