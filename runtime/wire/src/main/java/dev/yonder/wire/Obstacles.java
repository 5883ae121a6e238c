// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Serializer;
import java.io.File;
import java.lang.invoke.SerializedLambda;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Finds everything in a value that cannot be sent, with the paths that lead there.
 *
 * <p>It runs when encoding has failed: looking costs more than sending. Each object is looked at
 * once, nearest first, so a path is as short as can be.
 */
final class Obstacles {
  private static final int MOST_OBJECTS = 1_000_000;
  private static final int MOST_NAMED = 10;
  private static final int LONGEST_PATH = 30;

  private final PayloadTypes types;
  private final boolean mayLeaveHost;
  private final ArrayDeque<Found> open = new ArrayDeque<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<String> named = new ArrayList<>();
  private int more;

  /** An object to look into, how it was reached from the object before it, and that one. */
  private record Found(Object object, String step, @Nullable Found before) {
    String path() {
      ArrayDeque<String> steps = new ArrayDeque<>();
      for (Found found = this; found != null; found = found.before) {
        steps.addFirst(found.step);
      }
      List<String> all = new ArrayList<>(steps);
      if (all.size() > LONGEST_PATH) {
        all.subList(LONGEST_PATH / 2, all.size() - LONGEST_PATH / 2).clear();
        all.add(LONGEST_PATH / 2, "…");
      }
      return String.join("", all);
    }
  }

  Obstacles(PayloadTypes types, boolean mayLeaveHost) {
    this.types = types;
    this.mayLeaveHost = mayLeaveHost;
  }

  /** Returns what was found, one line each; empty where nothing can be blamed. */
  List<String> in(Object value) {
    seen.add(value);
    look(new Found(value, Describe.simple(value.getClass()), null));
    while (!open.isEmpty() && seen.size() < MOST_OBJECTS) {
      expand(open.remove());
    }
    if (more > 0) {
      named.add("and " + more + " more");
    }
    return named;
  }

  /** Names the object if it cannot travel, else keeps it to look into. */
  private void look(Found found) {
    Object object = found.object;
    if (mayLeaveHost && (object instanceof Path || object instanceof File)) {
      blame(found, "means another file on another host", "send InputFile.of(path)");
      return;
    }
    if (object instanceof Path path && path.getFileSystem() != FileSystems.getDefault()) {
      blame(found, "is inside of an archive", "send the archive's name and the path in it as text");
      return;
    }
    try {
      types.of(object.getClass());
      open.add(found);
    } catch (NotInTable e) {
      blame(found, e.unsendable().why(), e.unsendable().next());
    } catch (PayloadException e) {
      blame(found, "cannot be read: " + e.why(), "make the field transient");
    }
  }

  private void blame(Found found, String why, String next) {
    if (named.size() == MOST_NAMED) {
      more++;
      return;
    }
    named.add(
        "%s (%s) %s; %s"
            .formatted(found.path(), Describe.type(found.object.getClass()), why, next));
  }

  private void expand(Found found) {
    Object object = found.object;
    Serializer<?> serializer = types.of(object.getClass()).getSerializer();
    if (serializer instanceof FieldsSerializer fields) {
      fields(fields.fields(), found);
    } else if (serializer instanceof RecordSerializer components) {
      fields(components.components(), found);
    } else if (serializer instanceof LambdaSerializer) {
      SerializedLambda lambda = LambdaSerializer.describe(object);
      for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
        found(lambda.getCapturedArg(i), ".captured[" + i + "]", found);
      }
    } else if (object instanceof Object[] array) {
      for (int i = 0; i < array.length; i++) {
        found(array[i], "[" + i + "]", found);
      }
    } else if (object instanceof Collection<?> collection) {
      elements(collection, found);
    } else if (object instanceof Map<?, ?> map) {
      map(map, found);
    } else if (object instanceof Optional<?> optional) {
      found(optional.orElse(null), ".value", found);
    } else if (object instanceof AtomicReference<?> reference) {
      found(reference.get(), ".value", found);
    } else if (object instanceof Map.Entry<?, ?> entry) {
      found(entry.getKey(), ".key", found);
      found(entry.getValue(), ".value", found);
    }
    if (serializer instanceof JavaSerializer && !PayloadTypes.isOfPlatform(object.getClass())) {
      fields(FieldAccess.of(object.getClass()), found);
    }
  }

  private void fields(List<FieldAccess> fields, Found owner) {
    for (FieldAccess field : fields) {
      if (field.isObject()) {
        found(field.get(owner.object), "." + field.name(), owner);
      }
    }
  }

  private void elements(Collection<?> collection, Found owner) {
    int i = 0;
    for (Object element : collection.toArray()) {
      found(element, "[" + i++ + "]", owner);
    }
  }

  private void map(Map<?, ?> map, Found owner) {
    for (Object each : map.entrySet().toArray()) {
      Map.Entry<?, ?> entry = (Map.Entry<?, ?>) each;
      found(entry.getKey(), ".key", owner);
      Object key = entry.getKey();
      boolean isPlain = key instanceof String || key instanceof Number || key instanceof Enum<?>;
      found(entry.getValue(), isPlain ? "[" + key + "]" : ".value", owner);
    }
  }

  private void found(@Nullable Object object, String step, Found owner) {
    if (object != null && seen.add(object)) {
      look(new Found(object, step, owner));
    }
  }
}
