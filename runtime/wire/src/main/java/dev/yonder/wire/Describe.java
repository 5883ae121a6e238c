// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.lang.reflect.InvocationTargetException;
import org.objenesis.ObjenesisException;

/** Spells classes for messages. */
final class Describe {
  private Describe() {}

  /** Returns the name as a program would write it. */
  static String type(Class<?> type) {
    String name = type.getCanonicalName();
    return name == null ? type.getName() : name;
  }

  /** Returns the name without its package, for the start of a path. */
  static String simple(Class<?> type) {
    String name = type(type);
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** Returns what failed in half a sentence. */
  static String failure(Throwable failure) {
    if (failure instanceof ExceptionInInitializerError && failure.getCause() != null) {
      return "a class cannot be initialized: " + failure(failure.getCause());
    }
    if (onlyWraps(failure) && failure.getCause() != null) {
      return failure(failure.getCause());
    }
    String message = messageOf(failure);
    String first =
        failure instanceof LinkageError
                && failure.getCause() instanceof ExceptionInInitializerError before
            ? " after " + before.getMessage()
            : "";
    return failure.getClass().getName() + (message == null ? "" : ": " + message) + first;
  }

  private static boolean onlyWraps(Throwable failure) {
    return failure instanceof ObjenesisException || failure instanceof InvocationTargetException;
  }

  private static @org.jspecify.annotations.Nullable String messageOf(Throwable failure) {
    try {
      return failure instanceof PayloadException payload ? payload.why() : failure.getMessage();
    } catch (RuntimeException | Error e) {
      return "(its message failed with " + e.getClass().getName() + ")";
    }
  }
}
