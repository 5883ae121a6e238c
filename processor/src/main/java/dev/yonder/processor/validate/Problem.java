// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.validate;

/**
 * Every diagnostic of the processor.
 *
 * <p>{@code docs/errors.md} is written from this catalogue, and a test compiles each example and
 * looks for its code. A code is never given to another problem.
 */
public enum Problem {
  PRIVATE_METHOD(
      "Y001",
      "@Remote method %1$s() is private, so the code that calls it on a worker cannot reach it."
          + " Make it package-private.",
      "The generated classes stand beside yours in the same package, and call your method"
          + " directly.",
      """
      @Remote
      private static int square(int x) {
        return x * x;
      }
      """,
      """
      @Remote
      static int square(int x) {
        return x * x;
      }
      """),
  PRIVATE_OWNER(
      "Y002",
      "%1$s is private, so the stubs of its @Remote methods cannot reach %2$s."
          + " Make %1$s package-private.",
      "A class is private if it or a class around it is. The generated classes stand outside of"
          + " all of them.",
      """
      private static class Kernel {
        @Remote
        static int square(int x) {
          return x * x;
        }
      }
      """,
      """
      static class Kernel {
        @Remote
        static int square(int x) {
          return x * x;
        }
      }
      """),
  INNER_OWNER(
      "Y003",
      "%1$s is an inner class, so its @Remote methods need an object of %2$s that no worker has."
          + " Make %1$s static.",
      "An object of an inner class holds on to an object of the class around it.",
      """
      class Kernel {
        @Remote
        int square(int x) {
          return x * x;
        }
      }
      """,
      """
      static class Kernel {
        @Remote
        int square(int x) {
          return x * x;
        }
      }
      """),
  CANNOT_BE_SENT(
      "Y004",
      "%1$s of @Remote method %2$s() cannot be sent: %3$s %4$s",
      "A call may run in another process, on another machine. Its arguments, its result and the"
          + " object that it is made on travel as bytes, and what is tied to this process"
          + " (connections, streams, threads, locks, loggers) has none.",
      """
      @Remote
      static int rows(java.sql.Connection connection) {
        return 0;
      }
      """,
      """
      @Remote
      static int rows(String url) {
        return 0;
      }
      """),
  LOCAL_OWNER(
      "Y005",
      "@Remote method %1$s() is declared in %2$s class, which nothing outside can name."
          + " Move it to a top-level class or a static nested one.",
      "A class inside a method, a lambda or an enum constant has no name that generated code could"
          + " use.",
      """
      static int twice(int x) {
        class Kernel {
          @Remote
          static int square(int y) {
            return y * y;
          }
        }
        return Kernel.square(x);
      }
      """,
      """
      @Remote
      static int square(int y) {
        return y * y;
      }
      """),
  DEFAULT_PACKAGE(
      "Y006",
      "%1$s has @Remote methods but no package, so the catalog of tasks cannot name it."
          + " Add a package declaration.",
      "A class without a package cannot be named by one that has a package, as the catalog does.",
      """
      // a file without a package declaration
      class Kernel {
        @dev.yonder.annotations.Remote
        static int square(int x) {
          return x * x;
        }
      }
      """,
      """
      package org.example;

      class Kernel {
        @dev.yonder.annotations.Remote
        static int square(int x) {
          return x * x;
        }
      }
      """),
  ABSTRACT_METHOD(
      "Y007",
      "@Remote method %1$s() has no body, so there is nothing to run."
          + " Put @Remote on the methods that implement it.",
      "A stub stands for one method with a body. That it is native does not matter.",
      """
      interface Kernel {
        @Remote
        int square(int x);
      }
      """,
      """
      record Kernel(int scale) {
        @Remote
        int square(int x) {
          return scale * x * x;
        }
      }
      """),
  BAD_MEMORY(
      "Y008",
      "memory of @Remote method %1$s() cannot be read: %2$s",
      "A size of memory is a number and a unit. Units of one letter are refused, since programs"
          + " differ on whether they mean powers of 1000 or of 1024.",
      """
      @Remote(memory = "4G")
      static int square(int x) {
        return x * x;
      }
      """,
      """
      @Remote(memory = "4 GiB")
      static int square(int x) {
        return x * x;
      }
      """),
  BAD_WALLTIME(
      "Y009",
      "walltime of @Remote method %1$s() cannot be read: %2$s",
      "A time has units. A bare number is refused, since batch systems differ on its unit.",
      """
      @Remote(walltime = "90")
      static int square(int x) {
        return x * x;
      }
      """,
      """
      @Remote(walltime = "90min")
      static int square(int x) {
        return x * x;
      }
      """),
  NUMBER_TOO_SMALL(
      "Y010",
      "%1$s of @Remote method %2$s() must be at least %3$d, not %4$d. Correct it, or leave it out.",
      "A call keeps at least one processor busy, and nothing can be needed or repeated less than"
          + " zero times.",
      """
      @Remote(cpus = 0)
      static int square(int x) {
        return x * x;
      }
      """,
      """
      @Remote(cpus = 2)
      static int square(int x) {
        return x * x;
      }
      """),
  BLANK_TEXT(
      "Y011",
      "%1$s of @Remote method %2$s() is blank. Write a text, or leave it out.",
      "A member that is left out is unset. One that is given says something.",
      """
      @Remote(name = "")
      static int square(int x) {
        return x * x;
      }
      """,
      """
      @Remote(name = "square")
      static int square(int x) {
        return x * x;
      }
      """),
  RETRIES_NOT_IDEMPOTENT(
      "Y012",
      "retries = %2$d of @Remote method %1$s() contradicts idempotent = false: such a call is run"
          + " at most once. Leave out one of the two.",
      "A call that must not be repeated is never repeated, whatever happened to it.",
      """
      @Remote(retries = 3, idempotent = false)
      static int square(int x) {
        return x * x;
      }
      """,
      """
      @Remote(idempotent = false)
      static int square(int x) {
        return x * x;
      }
      """),
  RESERVED_NAME(
      "Y013",
      "@Remote method %1$s() has a name that the stub needs for itself: of, on and with choose the"
          + " receiver, the session and the options. Rename it.",
      "Every stub has methods of these names.",
      """
      @Remote
      static int with(int x) {
        return x;
      }
      """,
      """
      @Remote
      static int including(int x) {
        return x;
      }
      """),
  OBJECT_METHOD(
      "Y014",
      "the stub of @Remote method %1$s() would clash with %2$s of java.lang.Object, which returns"
          + " no future. Rename it.",
      "A stub has the name and the parameters of its method. Every class already has methods of"
          + " these.",
      """
      record Kernel(int scale) {
        @Remote
        @Override
        public String toString() {
          return "scale " + scale;
        }
      }
      """,
      """
      record Kernel(int scale) {
        @Remote
        public String describe() {
          return "scale " + scale;
        }
      }
      """),
  SEEDED_TYPE(
      "Y015",
      "@Seeded parameter '%1$s' of %2$s() has the type %3$s."
          + " Declare it as java.util.random.RandomGenerator.",
      "The generator of a call is chosen by Yonder, so that its numbers are the same everywhere.",
      """
      @Remote
      static double walk(int steps, @Seeded java.util.Random random) {
        return random.nextDouble();
      }
      """,
      """
      @Remote
      static double walk(int steps, @Seeded java.util.random.RandomGenerator random) {
        return random.nextDouble();
      }
      """),
  SEEDED_ELSEWHERE(
      "Y016",
      "@Seeded on parameter '%1$s' has no effect: %2$s is not @Remote."
          + " Mark the method, or remove @Seeded.",
      "Only the calls of remote methods are filled in.",
      """
      static double walk(int steps, @Seeded java.util.random.RandomGenerator random) {
        return random.nextDouble();
      }
      """,
      """
      @Remote
      static double walk(int steps, @Seeded java.util.random.RandomGenerator random) {
        return random.nextDouble();
      }
      """),
  FUTURE_PARAMETER(
      "Y017",
      "parameter '%1$s' of @Remote method %2$s() has the type %3$s, but the method receives values."
          + " Declare it as %4$s: the stub accepts futures too.",
      "A future given to a stub makes the call wait; the method runs when the value is there.",
      """
      @Remote
      static int square(dev.yonder.RemoteFuture<Integer> x) {
        return 0;
      }
      """,
      """
      @Remote
      static int square(Integer x) {
        return x * x;
      }
      """),
  FUTURE_INSIDE(
      "Y018",
      "%1$s of @Remote method %2$s() hides %3$s inside another type, where no call can wait for"
          + " it. Use the value's type there; the caller combines futures with RemoteFuture.all.",
      "A call waits for futures that are arguments, not for those inside of lists or arrays.",
      """
      @Remote
      static int sum(java.util.List<dev.yonder.RemoteFuture<Integer>> parts) {
        return 0;
      }
      """,
      """
      @Remote
      static int sum(java.util.List<Integer> parts) {
        return parts.stream().mapToInt(part -> part).sum();
      }
      """),
  HIDDEN_TYPE(
      "Y019",
      "%1$s of @Remote method %2$s() has the type %3$s, which the stub cannot name because it is"
          + " %4$s. Make it %5$s.",
      "The generated classes stand beside yours in the same package. They see what the package"
          + " sees.",
      """
      private record Cell(int value) {}

      @Remote
      static int square(Cell cell) {
        return cell.value() * cell.value();
      }
      """,
      """
      record Cell(int value) {}

      @Remote
      static int square(Cell cell) {
        return cell.value() * cell.value();
      }
      """),
  TOO_MANY_PARAMETERS(
      "Y020",
      "the stub of @Remote method %1$s() would need %2$d parameter slots, and the virtual machine"
          + " allows 255 (long and double take two, and the stub one for itself)."
          + " Group the parameters in a record.",
      "Stubs are methods of an object, which takes a slot too.",
      """
      @Remote
      static int count(%s) {
        return 0;
      }
      """
          .formatted(manyParameters()),
      """
      record Settings(long[] values) {}

      @Remote
      static int count(Settings settings) {
        return 0;
      }
      """),
  SAME_STUB(
      "Y021",
      "the stubs of @Remote methods %1$s and %2$s would be the same method. Rename one of them.",
      "Seeded parameters are left out of stubs, and inherited type variables are replaced, so two"
          + " different methods can end up with the same parameters.",
      """
      @Remote
      static double walk(int steps) {
        return steps;
      }

      @Remote
      static double walk(int steps, @Seeded java.util.random.RandomGenerator random) {
        return random.nextDouble();
      }
      """,
      """
      @Remote
      static double walk(int steps) {
        return steps;
      }

      @Remote
      static double randomWalk(int steps, @Seeded java.util.random.RandomGenerator random) {
        return random.nextDouble();
      }
      """),
  NOT_WRITTEN(
      "Y022",
      "%1$s cannot be written: %2$s. If an older copy of it is among the sources, remove it.",
      "Generated files belong to the compiler's output. The usual cause is a generated stub that"
          + " was copied to the sources, or another processor that writes the same file.",
      """
      package org.example;

      class Kernel {
        @dev.yonder.annotations.Remote
        static int square(int x) {
          return x * x;
        }
      }

      class KernelRemote { // copied from the generated sources
        private static final Calls CALLS = new Calls();

        static final class Calls {}
      }
      """,
      """
      @Remote
      static int square(int x) {
        return x * x;
      }
      """);

  private final String code;
  private final String text;
  private final String cause;
  private final String example;
  private final String fix;

  Problem(String code, String text, String cause, String example, String fix) {
    this.code = code;
    this.text = text;
    this.cause = cause;
    this.example = example;
    this.fix = fix;
  }

  /** Returns the code, which stands first in the message. */
  public String code() {
    return code;
  }

  /** Returns the message, with the user's own names in it. */
  public String message(Object... arguments) {
    return "[" + code + "] " + text.formatted(arguments);
  }

  /** Returns why this is refused. */
  public String cause() {
    return cause;
  }

  /** Returns members of a class, or a whole file, that have this problem and no other. */
  public String example() {
    return example;
  }

  /** Returns the example without the problem. */
  public String fix() {
    return fix;
  }

  private static String manyParameters() {
    StringBuilder parameters = new StringBuilder("long p0");
    for (int i = 1; i < 127; i++) {
      parameters.append(i % 10 == 0 ? ",\n    long p" : ", long p").append(i);
    }
    return parameters + ", int last";
  }
}
