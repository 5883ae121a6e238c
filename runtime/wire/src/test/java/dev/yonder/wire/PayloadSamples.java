// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Classes as programs have them, for the tests of payloads. */
final class PayloadSamples {
  private PayloadSamples() {}

  record Point(double x, double y) {}

  record Pair<A, B>(A first, B second) {}

  record Everything(
      boolean flag,
      byte b,
      char c,
      short s,
      int i,
      long l,
      float f,
      double d,
      @Nullable String text,
      @Nullable Object any) {}

  record Checked(int positive) {
    Checked {
      if (positive <= 0) {
        throw new IllegalArgumentException("not positive: " + positive);
      }
    }
  }

  enum Shape {
    ROUND,
    SQUARE {
      @Override
      int corners() {
        return 4;
      }
    };

    int corners() {
      return 0;
    }
  }

  /** Has neither a constructor without arguments nor Serializable. */
  static class Account {
    static int constructed;
    private final String owner;
    private final long[] amounts;
    transient int cached = 5;

    Account(String owner, long... amounts) {
      constructed++;
      this.owner = owner;
      this.amounts = amounts;
    }

    @Override
    @SuppressWarnings("EqualsGetClass") // The class matters here.
    public boolean equals(@Nullable Object other) {
      return other != null
          && other.getClass() == getClass()
          && ((Account) other).owner.equals(owner)
          && java.util.Arrays.equals(((Account) other).amounts, amounts);
    }

    @Override
    public int hashCode() {
      return owner.hashCode();
    }
  }

  /** Has a field of the same name as its parent. */
  static final class Savings extends Account {
    private final String owner;

    Savings(String owner) {
      super("parent of " + owner, 1, 2);
      this.owner = owner;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return super.equals(other) && ((Savings) other).owner.equals(owner);
    }

    @Override
    public int hashCode() {
      return Objects.hash(super.hashCode(), owner);
    }
  }

  static final class Node {
    final int number;
    @Nullable Node next;

    Node(int number, @Nullable Node next) {
      this.number = number;
      this.next = next;
    }

    static Node chain(int length) {
      Node first = null;
      for (int i = length; i > 0; i--) {
        first = new Node(i, first);
      }
      return Objects.requireNonNull(first);
    }
  }

  static final class Names extends ArrayList<String> {
    private static final long serialVersionUID = 1L;
    final transient int skipped = 1;
    final String title;

    Names(String title, List<String> names) {
      super(names);
      this.title = title;
    }
  }

  /** Is one object of its kind in every process. */
  static final class Unit implements Serializable {
    private static final long serialVersionUID = 1L;
    static final Unit METRE = new Unit();

    private Unit() {}

    private Object readResolve() {
      return METRE;
    }
  }

  interface SerializableFunction extends IntUnaryOperator, Serializable {}

  static final class Cache {
    final ReentrantLock lock = new ReentrantLock();
    final Object mark = new Object();
  }

  static final class Model {
    final Cache cache = new Cache();
    final Thread worker = new Thread();
    final IntUnaryOperator rule = x -> x + 1;
    final List<Object> parts = new ArrayList<>();
  }

  /** An exception with something that has no serialized form. */
  static final class BadPoint extends Exception {
    private static final long serialVersionUID = 1L;
    final transient int skipped = 3;

    @SuppressWarnings("serial") // on purpose
    final Point point;

    BadPoint(Point point) {
      super("bad: " + point);
      this.point = point;
    }
  }

  /** An exception that cannot be sent. */
  static final class Tied extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // on purpose
    final Thread thread = new Thread();

    Tied(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  static final class Mute extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // on purpose
    final Thread thread = new Thread();

    @Override
    public String getMessage() {
      throw new IllegalStateException("no words");
    }
  }
}
