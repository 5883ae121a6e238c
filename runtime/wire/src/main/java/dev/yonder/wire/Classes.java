// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.util.Arrays;

/** What is asked of classes before their values are encoded. */
final class Classes {

  private Classes() {}

  /** Returns whether the class is one of the JDK. */
  static boolean isOfPlatform(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  /**
   * Returns whether a class of the program has fields of a class of the JDK, which are out of
   * reach.
   */
  static boolean extendsPlatform(Class<?> type) {
    Class<?> above = type.getSuperclass();
    while (above != null && !isOfPlatform(above)) {
      above = above.getSuperclass();
    }
    return above != null && above != Object.class && above != Record.class && above != Enum.class;
  }

  /** Returns whether the class itself declares the method. */
  static boolean declares(Class<?> type, String method, Class<?>... parameters) {
    return Arrays.stream(type.getDeclaredMethods())
        .anyMatch(
            declared ->
                declared.getName().equals(method)
                    && Arrays.equals(declared.getParameterTypes(), parameters));
  }

  /** Returns whether values of the class are lambdas or method references. */
  static boolean isLambda(Class<?> type) {
    return type.isSynthetic() && type.isHidden() && type.getName().contains("$$Lambda");
  }
}
