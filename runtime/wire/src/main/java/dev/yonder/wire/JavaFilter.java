// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.ObjectInputFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets Java's serialization make only what the codec would make too: classes of the program, and
 * values, collections and exceptions of the JDK.
 *
 * @param bytes how many bytes are read, which bounds arrays
 */
record JavaFilter(int bytes) implements ObjectInputFilter {
  private static final int DEEPEST = 1_000;

  private static final List<String> PACKAGES =
      List.of("java.math.", "java.text.", "java.time.", "java.util.", "sun.util.calendar.");

  private static final List<String> CLASSES =
      List.of(
          "java.lang.Boolean",
          "java.lang.Character",
          "java.lang.Class",
          "java.lang.Enum",
          "java.lang.Object",
          "java.lang.StackTraceElement",
          "java.lang.String",
          "java.lang.invoke.SerializedLambda",
          "java.net.InetAddress",
          "java.net.Inet4Address",
          "java.net.Inet6Address",
          "java.net.InetSocketAddress",
          "java.net.SocketAddress",
          "java.net.URI");

  @Override
  public Status checkInput(FilterInfo info) {
    if (info.arrayLength() > bytes || info.depth() > DEEPEST) {
      return Status.REJECTED;
    }
    Class<?> type = info.serialClass();
    return type == null ? Status.UNDECIDED : admits(type) ? Status.ALLOWED : Status.REJECTED;
  }

  private static boolean admits(@Nullable Class<?> type) {
    if (type == null) {
      return true;
    }
    Class<?> element = Platform.elementOf(type);
    String name = element.getName();
    return element.isPrimitive()
        || !Platform.owns(element)
        || element.isEnum()
        || Throwable.class.isAssignableFrom(element)
        || Number.class.isAssignableFrom(element)
        || CLASSES.contains(name)
        || PACKAGES.stream().anyMatch(name::startsWith);
  }
}
