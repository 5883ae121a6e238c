// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

/** Tells the JDK's classes from those of programs and libraries. */
final class Platform {
  private Platform() {}

  /** Returns whether the class, or what it is an array of, belongs to the JDK. */
  static boolean owns(Class<?> type) {
    ClassLoader loader = elementOf(type).getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  /** Returns what the innermost elements of an array type are, or the type itself. */
  static Class<?> elementOf(Class<?> type) {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    return element;
  }

  /** Returns the nearest superclass, or the class itself, that belongs to the JDK. */
  static Class<?> ancestorOf(Class<?> type) {
    Class<?> ancestor = type;
    while (!owns(ancestor)) {
      ancestor = ancestor.getSuperclass();
    }
    return ancestor;
  }
}
