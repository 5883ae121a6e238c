// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.wire.Payload;
import dev.yonder.wire.PrimitiveType;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The objects that a worker holds: large results of its tasks, and those it has fetched. */
final class ObjectStore {
  private final Map<Long, Payload> objects = new ConcurrentHashMap<>();

  void put(long object, Payload payload) {
    objects.put(object, payload);
  }

  boolean has(long object) {
    return objects.containsKey(object);
  }

  /** Returns the object, null if it is not here. */
  @Nullable Payload get(long object) {
    return objects.get(object);
  }

  /** Returns a copy of the object, which must be here and which a task may change. */
  Payload copy(long object) {
    Payload held = objects.get(object);
    if (held == null) {
      throw new IllegalStateException("object " + object + " is not on this worker");
    }
    List<Object> arrays = new ArrayList<>(held.arrays().size());
    for (Object array : held.arrays()) {
      int length = Array.getLength(array);
      Object copy = PrimitiveType.of(array).newArray(length);
      System.arraycopy(array, 0, copy, 0, length);
      arrays.add(copy);
    }
    return new Payload(held.head(), arrays);
  }

  void free(long[] freed) {
    for (long object : freed) {
      objects.remove(object);
    }
  }
}
