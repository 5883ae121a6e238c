package demo;

import dev.yonder.annotations.Remote;
import java.util.List;

/** Holds a value. */
record Box<T extends Comparable<T>>(T value) {

  /** Returns the largest value. */
  @Remote
  @SafeVarargs
  final <S extends T> T max(S first, T... rest) {
    return first;
  }

  @Remote
  static int size(String text) {
    return text.length();
  }

  /** @deprecated lists are large */
  @Deprecated
  @Remote
  static int size(List<?> list) {
    return list.size();
  }

  @Remote
  static void four(int a, int b, int c, int d) {}
}
