// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import dev.yonder.annotations.Remote;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/** Remote methods whose arguments, results and exceptions do not survive the way. */
@SuppressWarnings({"serial", "DoNotCallSuggester"}) // what is wrong with them is what is shown
final class Odd {
  /** The number of the process where odd values are at home; unset in all others. */
  static volatile long home;

  private Odd() {}

  private static void refuseElsewhere(String what) {
    if (home == 0) {
      throw new IllegalStateException(what + " is not at home here");
    }
  }

  /** Whose own form cannot be read elsewhere. */
  static final class Picky implements Serializable {
    private static final long serialVersionUID = 1L;

    private void readObject(ObjectInputStream in) {
      refuseElsewhere("a picky value");
    }
  }

  /** Whose own form ends in an error wherever it is read. */
  static final class Asserting implements Serializable {
    private static final long serialVersionUID = 1L;

    private void readObject(ObjectInputStream in) {
      throw new AssertionError("asserted");
    }
  }

  /** Which is refused elsewhere by its constructor. */
  record Guarded(int value) {
    Guarded {
      refuseElsewhere("a guarded value");
    }
  }

  /** Whose class cannot be initialized elsewhere. */
  static final class Uninitialized {
    static {
      refuseElsewhere("a class");
    }

    final int value = 1;
  }

  /** Whose form cannot be read anywhere. */
  static final class PickyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PickyException(String message) {
      super(message);
    }

    private void readObject(ObjectInputStream in) {
      throw new AssertionError("not this one");
    }
  }

  record Deep(Map<String, List<Thread>> threads) {}

  @Remote
  static int take(Object value) {
    return value == null ? 0 : 1;
  }

  @Remote
  static Object deep() {
    return new Deep(Map.of("mine", List.of(Thread.currentThread())));
  }

  @Remote
  static int throwPicky(String message) {
    throw new IllegalArgumentException("around it", new PickyException(message));
  }

  @Remote
  static Object asserting() {
    return new Asserting();
  }

  /** Returns what the program cannot read, as this is its home. */
  @Remote
  static Object guarded() {
    home = 1;
    return new Guarded(1);
  }

  @Remote
  static Object uninitialized() {
    return new Uninitialized();
  }

  /** Returns a value of a class that only this process has. */
  @Remote
  static Object ofAnotherLoader(String directory) throws ReflectiveOperationException {
    return ElsewhereLoader.load(directory).getDeclaredConstructor().newInstance();
  }

  @Remote
  static int throwOfAnotherLoader(String directory) throws Exception {
    throw (Exception) ElsewhereLoader.load(directory).getDeclaredConstructor().newInstance();
  }
}
