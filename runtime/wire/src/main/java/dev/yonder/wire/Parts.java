// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes objects apart as their serializers do, with the path of fields to each part. */
final class Parts {
  private Parts() {}

  /**
   * An object, and how it was reached.
   *
   * @param from what refers to it, null for the first
   * @param step the end of the path
   */
  record Part(Object object, @Nullable Part from, String step) {

    /**
     * Returns the path from the first to this one; made when it is asked for, as it may be long.
     */
    String path() {
      ArrayDeque<String> steps = new ArrayDeque<>();
      for (Part part = this; part != null; part = part.from) {
        steps.addFirst(part.step);
      }
      return String.join("", steps);
    }
  }

  /** Hands over what the object refers to. */
  static void of(Part whole, Consumer<Part> found) {
    Object object = whole.object();
    if (object instanceof Object[] array) {
      elements(array, whole, "", found);
    } else if (object.getClass().isHidden()) {
      if (!Platform.owns(object.getClass())) {
        elements(
            LambdaSerializer.captured(LambdaSerializer.formOf(object)), whole, ".captured", found);
      }
    } else if (Proxy.isProxyClass(object.getClass())) {
      one(Proxy.getInvocationHandler(object), whole, ".handler", found);
    } else if (!(object instanceof Throwable)) {
      contents(object, whole, found);
      fields(object, whole, found);
    }
  }

  private static void contents(Object object, Part whole, Consumer<Part> found) {
    if (!Platform.owns(object.getClass()) && !OwnTypes.isContainer(object.getClass())) {
      return;
    }
    if (object instanceof Collection<?> collection) {
      elements(collection.toArray(), whole, "", found);
    } else if (object instanceof Map<?, ?> map) {
      elements(map.keySet().toArray(), whole, ".keys", found);
      elements(map.values().toArray(), whole, ".values", found);
    } else if (object instanceof Map.Entry<?, ?> entry) {
      one(entry.getKey(), whole, ".key", found);
      one(entry.getValue(), whole, ".value", found);
    } else if (object instanceof Optional<?> optional) {
      one(optional.orElse(null), whole, ".value", found);
    } else if (object instanceof AtomicReference<?> reference) {
      one(reference.get(), whole, ".value", found);
    }
  }

  private static void fields(Object object, Part whole, Consumer<Part> found) {
    for (Field field : OwnFields.of(object.getClass())) {
      if (!field.getType().isPrimitive()) {
        try {
          one(field.get(object), whole, "." + field.getName(), found);
        } catch (IllegalAccessException e) {
          throw new AssertionError("accessible since it was looked up", e);
        }
      }
    }
  }

  private static void elements(
      @Nullable Object[] elements, Part whole, String step, Consumer<Part> found) {
    for (int i = 0; i < elements.length; i++) {
      one(elements[i], whole, step + "[" + i + "]", found);
    }
  }

  private static void one(@Nullable Object part, Part whole, String step, Consumer<Part> found) {
    if (part != null) {
      found.accept(new Part(part, whole, step));
    }
  }
}
