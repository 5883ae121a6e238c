// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds everything in a value that cannot be sent, once it is known that something cannot.
 *
 * <p>Looks breadth first, so that paths are short, and without recursion, so that no value is too
 * deep for it.
 */
final class ProblemSearch {
  private static final int MOST_PROBLEMS = 10;
  private static final int MOST_OBJECTS = 1_000_000;

  private final WireKryo kryo;
  private final ArrayDeque<Parts.Part> open = new ArrayDeque<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<String> problems = new ArrayList<>();

  private ProblemSearch(WireKryo kryo) {
    this.kryo = kryo;
  }

  /**
   * Returns what to say of a value that could not be encoded.
   *
   * @param what the value in words, or the method if the value is an array of its arguments
   * @param failure what encoding ended with
   */
  static String message(@Nullable Object value, String what, WireKryo kryo, Throwable failure) {
    boolean call = value != null && value.getClass() == Object[].class && what.indexOf(' ') < 0;
    ProblemSearch search = new ProblemSearch(kryo);
    if (call && value instanceof Object[] arguments) {
      for (int i = 0; i < arguments.length; i++) {
        search.start(arguments[i], "argument " + (i + 1) + " of " + what);
      }
    } else {
      search.start(value, what);
    }
    search.run();
    return search.problems.isEmpty()
        ? Failures.ofEncoding(call ? "the arguments of " + what : what, failure)
        : String.join("\n", search.problems);
  }

  private void start(@Nullable Object root, String what) {
    if (root != null) {
      found(new Parts.Part(root, null, what + ": " + nameOf(root.getClass())));
    }
  }

  private static String nameOf(Class<?> type) {
    return type.isHidden() || type.getSimpleName().isEmpty()
        ? type.getName()
        : type.getSimpleName();
  }

  private void run() {
    while (!open.isEmpty() && problems.size() < MOST_PROBLEMS && seen.size() < MOST_OBJECTS) {
      Parts.Part next = open.remove();
      try {
        String reason = reason(next.object());
        if (reason == null) {
          Parts.of(next, this::found);
        } else {
          add(next, reason);
        }
      } catch (RuntimeException e) {
        add(next, "cannot be looked into: " + e);
      }
    }
    if (problems.size() == MOST_PROBLEMS && !open.isEmpty()) {
      problems.add("There may be more; these are the first " + MOST_PROBLEMS + ".");
    }
  }

  private void add(Parts.Part part, String reason) {
    problems.add(
        "%s (%s) cannot be sent: it %s"
            .formatted(part.path(), part.object().getClass().getName(), reason));
  }

  /** Returns why the object itself, apart from its parts, cannot be sent. */
  private @Nullable String reason(Object object) {
    try {
      var serializer = kryo.getRegistration(object.getClass()).getSerializer();
      if (serializer instanceof JavaForm form) {
        form.write(kryo, new Output(256, -1), object);
      } else if (serializer instanceof LambdaSerializer) {
        LambdaSerializer.check(object);
      } else if (object instanceof Class<?> type && type.isHidden()) {
        return "is a class without a name that others could find it by";
      }
      return null;
    } catch (Refused e) {
      return e.reason();
    } catch (StackOverflowError e) {
      return "nests too deep for Java's serialization";
    }
  }

  private void found(Parts.Part part) {
    if (!isLeaf(part.object().getClass()) && seen.add(part.object())) {
      open.add(part);
    }
  }

  /** Returns whether objects of the class are known to be sent. */
  private static boolean isLeaf(Class<?> type) {
    return type == String.class
        || type == Boolean.class
        || type == Character.class
        || type.isEnum()
        || (Number.class.isAssignableFrom(type) && Platform.owns(type))
        || (type.isArray() && type.getComponentType().isPrimitive());
  }
}
