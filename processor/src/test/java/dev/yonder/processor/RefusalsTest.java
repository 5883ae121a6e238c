// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor;

import static dev.yonder.processor.validate.Problem.ABSTRACT_METHOD;
import static dev.yonder.processor.validate.Problem.BAD_MEMORY;
import static dev.yonder.processor.validate.Problem.BAD_WALLTIME;
import static dev.yonder.processor.validate.Problem.BLANK_TEXT;
import static dev.yonder.processor.validate.Problem.CANNOT_BE_SENT;
import static dev.yonder.processor.validate.Problem.DEFAULT_PACKAGE;
import static dev.yonder.processor.validate.Problem.FUTURE_INSIDE;
import static dev.yonder.processor.validate.Problem.FUTURE_PARAMETER;
import static dev.yonder.processor.validate.Problem.HIDDEN_TYPE;
import static dev.yonder.processor.validate.Problem.INNER_OWNER;
import static dev.yonder.processor.validate.Problem.LOCAL_OWNER;
import static dev.yonder.processor.validate.Problem.NOT_WRITTEN;
import static dev.yonder.processor.validate.Problem.NUMBER_TOO_SMALL;
import static dev.yonder.processor.validate.Problem.OBJECT_METHOD;
import static dev.yonder.processor.validate.Problem.PRIVATE_METHOD;
import static dev.yonder.processor.validate.Problem.PRIVATE_OWNER;
import static dev.yonder.processor.validate.Problem.RESERVED_NAME;
import static dev.yonder.processor.validate.Problem.RETRIES_NOT_IDEMPOTENT;
import static dev.yonder.processor.validate.Problem.SAME_STUB;
import static dev.yonder.processor.validate.Problem.SEEDED_ELSEWHERE;
import static dev.yonder.processor.validate.Problem.SEEDED_TYPE;
import static dev.yonder.processor.validate.Problem.TOO_MANY_PARAMETERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import dev.yonder.processor.validate.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What is refused, with which words, and where.
 *
 * <p>In the sources a {@code ^} stands before each token that an error must point at.
 */
final class RefusalsTest {

  /** Members of a class, and the errors in the order of their places. */
  private record Refusal(Problem problem, String source, List<String> messages) {}

  private static final List<Refusal> REFUSALS = new ArrayList<>();

  private static void refuse(Problem problem, String source, String... messages) {
    REFUSALS.add(new Refusal(problem, source, List.of(messages)));
  }

  static {
    refuse(
        PRIVATE_METHOD,
        "@Remote private static int ^f(int x) { return x; }",
        "[Y001] @Remote method f() is private, so the code that calls it on a worker cannot reach"
            + " it. Make it package-private.");
    refuse(
        PRIVATE_OWNER,
        "private static ^class Kernel { @Remote static int f(int x) { return x; } }",
        "[Y002] Kernel is private, so the stubs of its @Remote methods cannot reach it. Make Kernel"
            + " package-private.");
    refuse(
        PRIVATE_OWNER,
        "private static ^class Outer { static class Kernel { @Remote static int f(int x) { return x; } } }",
        "[Y002] Outer is private, so the stubs of its @Remote methods cannot reach Kernel inside"
            + " it. Make Outer package-private.");
    refuse(
        INNER_OWNER,
        "^class Kernel { @Remote int f(int x) { return x; } }",
        "[Y003] Kernel is an inner class, so its @Remote methods need an object of Example that no"
            + " worker has. Make Kernel static.");
    refuse(
        CANNOT_BE_SENT,
        "@Remote static int build(java.sql.Connection ^conn) { return 1; }",
        "[Y004] parameter 'conn' of @Remote method build() cannot be sent: java.sql.Connection is"
            + " tied to this process. Pass what is needed to open it (a URL), or open it inside"
            + " build().");
    refuse(
        CANNOT_BE_SENT,
        "@Remote static List<? extends ^Thread[]> f() { return null; }",
        "[Y004] the result of @Remote method f() cannot be sent: java.lang.Thread is part of this"
            + " process. Return what the thread computed.");
    refuse(
        CANNOT_BE_SENT,
        "@Remote static java.util.stream^.IntStream f() { return null; }",
        "[Y004] the result of @Remote method f() cannot be sent: java.util.stream.IntStream is a"
            + " java.util.stream.BaseStream, which can be read only once, and only here. Return a"
            + " List of its elements (toList()).");
    refuse(
        CANNOT_BE_SENT,
        "@Remote static <T extends Comparable<T> & java.io.Closeable, L extends java.io.Reader> int f(T ok, Map<String, L[]> ^x) { return 1; }",
        "[Y004] parameter 'x' of @Remote method f() cannot be sent: java.io.Reader is an open stream"
            + " of this process. Pass the data (a String, a byte array) or a file's name, and open"
            + " it inside f().");
    refuse(
        CANNOT_BE_SENT,
        "static ^class Worker extends Thread { @Remote int f(int x) { return x; } @Remote int g() { return 1; } }",
        "[Y004] the receiver of @Remote method f() cannot be sent: demo.Example.Worker is a"
            + " java.lang.Thread, which is part of this process. Make f() static, and pass what it"
            + " needs.");
    refuse(
        CANNOT_BE_SENT,
        "class Cell {} @Remote static int f(Cell ^x) { return 1; }",
        "[Y004] parameter 'x' of @Remote method f() cannot be sent: demo.Example.Cell is an inner"
            + " class, which holds on to an object of Example. Make Cell static.");
    refuse(
        LOCAL_OWNER,
        "static Object g() { return new Object() { @Remote int ^f(int x) { return x; } }; }",
        "[Y005] @Remote method f() is declared in an anonymous class, which nothing outside can"
            + " name. Move it to a top-level class or a static nested one.");
    refuse(
        LOCAL_OWNER,
        "enum Kind { A { @Remote int ^f(int x) { return x; } }; }",
        "[Y005] @Remote method f() is declared in an anonymous class, which nothing outside can"
            + " name. Move it to a top-level class or a static nested one.");
    refuse(
        LOCAL_OWNER,
        "static void g() { record Local(int y) { static class In { @Remote static int ^f(int x) { return x; } } } }",
        "[Y005] @Remote method f() is declared in a local class, which nothing outside can name."
            + " Move it to a top-level class or a static nested one.");
    refuse(
        DEFAULT_PACKAGE,
        "^class Example { @dev.yonder.annotations.Remote static int f(int x) { return x; } }",
        "[Y006] Example has @Remote methods but no package, so the catalog of tasks cannot name it."
            + " Add a package declaration.");
    refuse(
        ABSTRACT_METHOD,
        "interface Kernel { @Remote int ^f(int x); }",
        "[Y007] @Remote method f() has no body, so there is nothing to run. Put @Remote on the"
            + " methods that implement it.");
    refuse(
        BAD_MEMORY,
        "@Remote(memory = ^\"4G\") static int f(int x) { return x; }",
        "[Y008] memory of @Remote method f() cannot be read: \"4G\" has the unknown unit G: write"
            + " one of B, kB, MB, GB, TB, KiB, MiB, GiB or TiB; did you mean \"4 GiB\" (powers of"
            + " 1024)?");
    refuse(
        BAD_WALLTIME,
        "@Remote(walltime = ^\"90\") static int f(int x) { return x; }",
        "[Y009] walltime of @Remote method f() cannot be read: \"90\" is not a time: write numbers"
            + " with the units d, h, m, s or ms, as in \"2h\" or \"1d 12h\"; did you mean \"90m\""
            + " (minutes) or \"90h\" (hours)?");
    refuse(
        NUMBER_TOO_SMALL,
        "@Remote(cpus = ^0, gpus = ^-1, retries = ^-2) static int f(int x) { return x; }",
        "[Y010] cpus of @Remote method f() must be at least 1, not 0. Correct it, or leave it out.",
        "[Y010] gpus of @Remote method f() must be at least 0, not -1. Correct it, or leave it"
            + " out.",
        "[Y010] retries of @Remote method f() must be at least 0, not -2. Correct it, or leave it"
            + " out.");
    refuse(
        BLANK_TEXT,
        "@Remote(name = ^\" \", version = ^\"\", on = ^\"\\t\") static int f(int x) { return x; }",
        "[Y011] name of @Remote method f() is blank. Write a text, or leave it out.",
        "[Y011] version of @Remote method f() is blank. Write a text, or leave it out.",
        "[Y011] on of @Remote method f() is blank. Write a text, or leave it out.");
    refuse(
        RETRIES_NOT_IDEMPOTENT,
        "@Remote(idempotent = false, retries = ^3) static int f(int x) { return x; }",
        "[Y012] retries = 3 of @Remote method f() contradicts idempotent = false: such a call is run"
            + " at most once. Leave out one of the two.");
    refuse(
        RESERVED_NAME,
        "@Remote static int ^of(int x) { return x; } @Remote int ^on() { return 1; } @Remote static int ^with() { return 1; }",
        "[Y013] @Remote method of() has a name that the stub needs for itself: of, on and with"
            + " choose the receiver, the session and the options. Rename it.",
        "[Y013] @Remote method on() has a name that the stub needs for itself: of, on and with"
            + " choose the receiver, the session and the options. Rename it.",
        "[Y013] @Remote method with() has a name that the stub needs for itself: of, on and with"
            + " choose the receiver, the session and the options. Rename it.");
    refuse(
        OBJECT_METHOD,
        "@Remote @Override public boolean ^equals(Object x) { return true; }"
            + " @Remote @Override public int ^hashCode() { return 1; }"
            + " @Remote static void ^wait(long x, @Seeded RandomGenerator r) {}",
        "[Y014] the stub of @Remote method equals() would clash with equals(java.lang.Object) of"
            + " java.lang.Object, which returns no future. Rename it.",
        "[Y014] the stub of @Remote method hashCode() would clash with hashCode() of"
            + " java.lang.Object, which returns no future. Rename it.",
        "[Y014] the stub of @Remote method wait() would clash with wait(long) of java.lang.Object,"
            + " which returns no future. Rename it.");
    refuse(
        SEEDED_TYPE,
        "@Remote static int f(^@Seeded java.util.Random r) { return 1; }",
        "[Y015] @Seeded parameter 'r' of f() has the type java.util.Random. Declare it as"
            + " java.util.random.RandomGenerator.");
    refuse(
        SEEDED_ELSEWHERE,
        "Example(^@Seeded RandomGenerator r) {} static int f(^@Seeded RandomGenerator r) { return 1; }",
        "[Y016] @Seeded on parameter 'r' has no effect: a constructor is not @Remote. Mark the"
            + " method, or remove @Seeded.",
        "[Y016] @Seeded on parameter 'r' has no effect: f() is not @Remote. Mark the method, or"
            + " remove @Seeded.");
    refuse(
        FUTURE_PARAMETER,
        "@Remote static int f(dev.yonder.RemoteFuture<List<String>> ^x, dev.yonder.Arg<? extends Integer> ^y) { return 1; }",
        "[Y017] parameter 'x' of @Remote method f() has the type RemoteFuture, but the method receives"
            + " values. Declare it as java.util.List<java.lang.String>: the stub accepts futures"
            + " too.",
        "[Y017] parameter 'y' of @Remote method f() has the type Arg, but the method receives values."
            + " Declare it as java.lang.Integer: the stub accepts futures too.");
    refuse(
        FUTURE_INSIDE,
        "@Remote static List<dev.yonder^.RemoteFuture<String>> f(dev.yonder.Arg<String>[] ^x) { return null; }",
        "[Y018] the result of @Remote method f() hides RemoteFuture inside another type, where no"
            + " call can wait for it. Use the value's type there; the caller combines futures with"
            + " RemoteFuture.all.",
        "[Y018] parameter 'x' of @Remote method f() hides Arg inside another type, where no call"
            + " can wait for it. Use the value's type there; the caller combines futures with"
            + " RemoteFuture.all.");
    refuse(
        HIDDEN_TYPE,
        "private record Cell(int x) {} @Remote static List<^Cell> f(Map<String, Cell[]> ^x) { return null; }",
        "[Y019] the result of @Remote method f() has the type demo.Example.Cell, which the stub"
            + " cannot name because it is private. Make it package-private.",
        "[Y019] parameter 'x' of @Remote method f() has the type demo.Example.Cell, which the stub"
            + " cannot name because it is private. Make it package-private.");
    refuse(
        HIDDEN_TYPE,
        "private interface Cell {} @Remote static <T extends Cell> int ^f() { return 1; }",
        "[Y019] type parameter 'T' of @Remote method f() has the type demo.Example.Cell, which the"
            + " stub cannot name because it is private. Make it package-private.");
    refuse(
        TOO_MANY_PARAMETERS,
        "@Remote static int ^f(" + parameters(127, "long") + ", int last) { return 1; }",
        "[Y020] the stub of @Remote method f() would need 256 parameter slots, and the virtual"
            + " machine allows 255 (long and double take two, and the stub one for itself). Group"
            + " the parameters in a record.");
    refuse(
        SAME_STUB,
        "@Remote static int f(int x, @Seeded RandomGenerator r) { return x; } @Remote static int ^f(@Seeded RandomGenerator r, int x) { return x; }",
        "[Y021] the stubs of @Remote methods f(java.util.random.RandomGenerator,int) and"
            + " f(int,java.util.random.RandomGenerator) would be the same method. Rename one of"
            + " them.");
    refuse(
        NOT_WRITTEN,
        """
        package demo;
        ^class Example {
          @dev.yonder.annotations.Remote static int f(int x) { return x; }
        }
        class ExampleRemote {
          static final Calls CALLS = null;
          static class Calls {}
        }
        """,
        "[Y022] demo.ExampleRemote cannot be written: Attempt to recreate a file for type"
            + " demo.ExampleRemote. If an older copy of it is among the sources, remove it.");
  }

  @TestFactory
  Stream<DynamicTest> refusals() {
    return IntStream.range(0, REFUSALS.size())
        .mapToObj(
            i -> {
              Refusal refusal = REFUSALS.get(i);
              return DynamicTest.dynamicTest(
                  i + " " + refusal.problem(),
                  () -> {
                    assertThat(refusal.messages())
                        .allMatch(message -> message.startsWith("[" + refusal.problem().code()));
                    check(refusal.source(), refusal.messages());
                  });
            });
  }

  @Test
  void everyProblemIsTested() {
    Set<Problem> tested = EnumSet.noneOf(Problem.class);
    REFUSALS.forEach(refusal -> tested.add(refusal.problem()));

    assertThat(tested).containsExactly(Problem.values());
  }

  @Test
  void allProblemsOfAClassAreSaidAtOnce() {
    check(
        """
        @Remote(cpus = ^0, memory = ^"4G") private static java.io^.InputStream ^f(Thread ^t) { return null; }
        @Remote static void ^with(Runnable fine) {}
        """,
        List.of(
            "[Y010] cpus of @Remote method f()",
            "[Y008] memory of @Remote method f()",
            "[Y004] the result of @Remote method f()",
            "[Y001] @Remote method f() is private",
            "[Y004] parameter 't' of @Remote method f()",
            "[Y013] @Remote method with()"));
  }

  @Test
  void useOfTheMissingStubIsNotAnErrorOfItsOwn() {
    Compilation compilation =
        Compiled.compile(
            List.of("-Xlint:all", "-Werror"),
            List.of(),
            "package demo; class Kernel { @dev.yonder.annotations.Remote private static void f() {} }",
            "package demo; class Main { void run() { KernelRemote.f(); } }");

    assertThat(compilation.errors())
        .singleElement()
        .satisfies(error -> assertThat(error.getMessage(null)).startsWith("[Y001]"));
  }

  @Test
  void inheritedProblemsAreSaidOnceAndNewOnesAtTheSubclass() {
    String base =
        """
        package demo;
        class Base<T> {
          @dev.yonder.annotations.Remote T fine(T x) { return x; }
          @dev.yonder.annotations.Remote int refused(Thread x) { return 1; }
        }
        """;
    String derived =
        """
        package demo;
        class Derived extends Base<Thread> {
          @dev.yonder.annotations.Remote static int own() { return 1; }
        }
        """;
    Compilation compilation = Compiled.compile(List.of(), List.of(), base, derived);

    assertThat(compilation.errors())
        .extracting(error -> error.getSource().getName() + ":" + error.getLineNumber())
        .containsExactlyInAnyOrder(
            "demo/Base.java:4", "demo/Derived.java:2", "demo/Derived.java:2");
  }

  @Test
  void whatOnlyLooksLikeItIsAccepted() {
    Compiled.of(
        """
        package demo;
        import dev.yonder.annotations.*;
        import java.util.*;
        import java.util.function.*;
        class Fine {
          @Remote static java.sql.Date sql(java.sql.Time a, java.sql.Timestamp b, java.sql.JDBCType c) { return null; }
          @Remote static Class<? extends Thread> type(Class<java.io.InputStream> a) { return null; }
          @Remote static Supplier<java.util.stream.Stream<String>> lazy(Function<Thread, String> a) { return null; }
          @Remote static java.nio.file.Path files(java.io.File a, java.nio.file.Path b) { return b; }
          @Remote static native int nothing(java.util.concurrent.atomic.AtomicLong a, java.util.concurrent.ConcurrentHashMap<String, String> b);
          @Remote static synchronized strictfp Object any(Object a, Iterable<?> b, Runnable c) { return a; }
          @Remote int equals(Fine a) { return 1; }
          @Remote(retries = 0, idempotent = false, gpus = 0) int toString(int x) { return 1; }
        }
        """
            .replace(" strictfp", ""));
  }

  private static void check(String members, List<String> messages) {
    String source =
        members.contains("^class Example")
            ? members
            : "package demo;\nimport dev.yonder.annotations.*;\nimport java.util.*;\n"
                + "import java.util.random.RandomGenerator;\nclass Example {\n  "
                + members
                + "\n}\n";
    List<String> expected = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    int line = 1;
    int column = 1;
    int position = 0;
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '^') {
        expected.add(line + ":" + column + " " + messages.get(position++));
        continue;
      }
      plain.append(c);
      column = c == '\n' ? 1 : column + 1;
      line = c == '\n' ? line + 1 : line;
    }
    Compilation compilation = Compiled.compile(List.of(), List.of(), plain.toString());

    List<String> found =
        compilation.errors().stream()
            .map(
                error ->
                    String.format(
                        "%03d:%04d %s",
                        error.getLineNumber(), error.getColumnNumber(), error.getMessage(null)))
            .sorted()
            .map(error -> error.replaceAll("^0*(\\d+):0*(\\d+)", "$1:$2"))
            .toList();
    assertThat(found).as(Arrays.toString(messages.toArray())).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i)).startsWith(expected.get(i));
    }
    assertThat(compilation.errors())
        .allSatisfy(error -> assertThat(error.getSource().getName()).endsWith("Example.java"));
  }

  private static String parameters(int count, String type) {
    StringBuilder parameters = new StringBuilder();
    for (int i = 0; i < count; i++) {
      parameters.append(i == 0 ? "" : ", ").append(type).append(" p").append(i);
    }
    return parameters.toString();
  }
}
