// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.CallOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compiles programs that call the stubs of static methods, and runs them. */
final class StaticMethodsTest {

  @Test
  void threeParametersComeInEveryMixture() {
    Compiled program =
        Compiled.of(
            """
            package demo;
            import dev.yonder.annotations.Remote;
            public class Sums {
              @Remote
              public static int add(int a, Integer b, long c) {
                return a + b + (int) c;
              }
            }
            """,
            """
            package demo;
            import dev.yonder.*;
            class Main {
              static Object run() throws Exception {
                RemoteFuture<Integer> one = SumsRemote.add(1, 0, 0);
                Arg<Integer> ten = Arg.of(10);
                Arg<Long> hundred = Arg.of(100L);
                int sum = 0;
                sum += SumsRemote.add(1, 10, 100).get();
                sum += SumsRemote.add(one, 10, 100).get();
                sum += SumsRemote.add(1, ten, 100).get();
                sum += SumsRemote.add(one, ten, 100).get();
                sum += SumsRemote.add(1, 10, hundred).get();
                sum += SumsRemote.add(one, 10, hundred).get();
                sum += SumsRemote.add(1, ten, hundred).get();
                sum += SumsRemote.with(CallOptions.none().cpus(3)).add(one, ten, hundred).get();
                return sum;
              }
            }
            """);

    assertThat(program.run()).isEqualTo(8 * 111);
    assertThat(program.taskTypes()).containsOnlyKeys("demo.Sums#add(ILjava/lang/Integer;J)");
  }

  @Test
  void fourParametersComeAllPlainOrAllArg() {
    Compiled program =
        Compiled.of(
            """
            package demo;
            import dev.yonder.annotations.Remote;
            class Texts {
              @Remote
              static String join(char a, byte b, Object c, boolean d) {
                return "" + a + b + c + d;
              }
            }
            """,
            """
            package demo;
            import dev.yonder.*;
            class Main {
              static Object run() throws Exception {
                long variants = java.util.Arrays.stream(TextsRemote.class.getDeclaredMethods())
                    .filter(m -> m.getName().equals("join"))
                    .count();
                Arg<?> anything = Arg.of("c");
                return TextsRemote.join('a', (byte) 1, "c", true).get()
                    + TextsRemote.join(Arg.of('a'), Arg.of((byte) 1), anything, Arg.of(true)).get()
                    + variants;
              }
            }
            """);

    assertThat(program.run()).isEqualTo("a1ctruea1ctrue2");
  }

  @Test
  void nothingGoesInAndNothingComesOut() {
    Compiled program =
        Compiled.of(
            """
            package demo;
            import dev.yonder.annotations.Remote;
            class Counter {
              static int count;
              @Remote
              static void increment() {
                count++;
              }
              @Remote
              static void add(long n) {
                count += (int) n;
              }
            }
            """,
            """
            package demo;
            import dev.yonder.*;
            class Main {
              static Object run() throws Exception {
                RemoteFuture<Void> done = CounterRemote.increment();
                CounterRemote.add(CounterRemote.increment().get() == null ? 5 : 0).get();
                return done.get() + " " + Counter.count;
              }
            }
            """);

    assertThat(program.run()).isEqualTo("null 7");
  }

  @Test
  void futureOfResultIsNotWrappedAgain() {
    Compiled program =
        Compiled.of(
            """
            package demo;
            import dev.yonder.*;
            import dev.yonder.annotations.Remote;
            class Fib {
              @Remote
              static RemoteFuture<Integer> fib(int n) {
                return n < 2 ? FibRemote.id(n) : FibRemote.add(FibRemote.fib(n - 1), FibRemote.fib(n - 2));
              }
              @Remote
              static int add(int a, int b) {
                return a + b;
              }
              @Remote
              static int id(int a) {
                return a;
              }
            }
            """,
            """
            package demo;
            class Main {
              static Object run() throws Exception {
                int ten = FibRemote.fib(10).get();
                return ten;
              }
            }
            """);

    assertThat(program.run()).isEqualTo(55);
  }

  @Test
  void overloadsAndBoxesAreToldApart() {
    Compiled program =
        Compiled.of(
            """
            package demo;
            import dev.yonder.annotations.Remote;
            class Kinds {
              @Remote static String kind(int x) { return "int"; }
              @Remote static String kind(long x) { return "long"; }
              @Remote static String kind(Integer x) { return "Integer"; }
              @Remote static String kind(Object x) { return "Object"; }
              @Remote static String kind(int[] x) { return "int[]"; }
              @Remote static String kind(String[][] x) { return "String[][]"; }
              @Remote static String kind(int x, int y) { return "int, int"; }
              @Remote static String kind(int x, long y) { return "int, long"; }
              @Remote static String kind() { return "nothing"; }
            }
            """,
            """
            package demo;
            import dev.yonder.*;
            import java.util.List;
            class Main {
              static Object run() throws Exception {
                Arg<Integer> one = Arg.of(1);
                return List.of(
                    KindsRemote.kind().get(),
                    KindsRemote.kind(1).get(),
                    KindsRemote.kind(1L).get(),
                    KindsRemote.kind(Integer.valueOf(1)).get(),
                    KindsRemote.kind("").get(),
                    KindsRemote.kind(new int[0]).get(),
                    KindsRemote.kind(new String[0][]).get(),
                    KindsRemote.kind(1, 1).get(),
                    KindsRemote.kind(one, 1L).get(),
                    KindsRemote.kind_int(one).get(),
                    KindsRemote.kind_Integer(one).get(),
                    KindsRemote.kind_intArray(Arg.of(new int[0])).get(),
                    KindsRemote.kind_StringArrayArray(Arg.of(new String[0][])).get(),
                    KindsRemote.kind_int_int(1, one).get(),
                    KindsRemote.kind_int_long(1, Arg.of(1L)).get());
              }
            }
            """);

    assertThat(program.run())
        .isEqualTo(
            List.of(
                "nothing",
                "int",
                "long",
                "Integer",
                "Object",
                "int[]",
                "String[][]",
                "int, int",
                "int, long",
                "int",
                "Integer",
                "int[]",
                "String[][]",
                "int, int",
                "int, long"));
  }

  @Test
  void varargsStayVarargs() {
    Compiled program =
        Compiled.of(
            """
            package demo;
            import dev.yonder.annotations.Remote;
            import java.util.List;
            class Many {
              @Remote static int count(Object... all) { return all.length; }
              @Remote static int sum(String label, int... all) { return java.util.Arrays.stream(all).sum(); }
              @SafeVarargs @SuppressWarnings("varargs")
              @Remote static <T> List<T> list(T first, T... rest) {
                return java.util.stream.Stream.concat(java.util.stream.Stream.of(first), java.util.Arrays.stream(rest)).toList();
              }
              @SafeVarargs
              @Remote final <T> int depth(List<? extends T>... lists) { return lists.length; }
              @Remote static int rows(double[]... rows) { return rows.length; }
            }
            """,
            """
            package demo;
            import dev.yonder.*;
            import java.util.List;
            class Main {
              static Object run() throws Exception {
                Object[] three = {1, 2, 3};
                Arg<int[]> ints = Arg.of(new int[] {4, 5});
                return List.of(
                    ManyRemote.count(1, "2").get(),
                    ManyRemote.count().get(),
                    ManyRemote.count(three).get(),
                    ManyRemote.count(Arg.of(three)).get(),
                    ManyRemote.sum("a", 1, 2, 3).get(),
                    ManyRemote.sum(Arg.of("a"), 1, 2).get(),
                    ManyRemote.sum("a", ints).get(),
                    ManyRemote.list("a", "b", "c").get(),
                    ManyRemote.of(new Many()).depth(List.of(1), List.of(2)).get(),
                    ManyRemote.rows(new double[1], new double[2]).get());
              }
            }
            """);

    assertThat(program.run()).isEqualTo(List.of(2, 0, 3, 3, 6, 3, 9, List.of("a", "b", "c"), 2, 2));
  }

  @Test
  void arrayIsOneArgument() {
    Compiled program =
        Compiled.of(
            """
            package demo;
            import dev.yonder.annotations.Remote;
            class Grid {
              @Remote static Object[] row(Object[] row) { return row; }
              @Remote static int[][] cells(int[][] cells) { return cells; }
            }
            """,
            """
            package demo;
            class Main {
              static Object run() throws Exception {
                return GridRemote.row(new Object[] {1, 2}).get().length
                    + GridRemote.cells(new int[3][4]).get()[2].length;
              }
            }
            """);
    InlineSession session = new InlineSession();

    assertThat(program.run(session)).isEqualTo(6);
    assertThat(session.calls).allSatisfy(call -> assertThat(call.arguments()).hasSize(1));
  }

  @Test
  void exceptionsReachTheFuture() {
    Compiled program =
        Compiled.of(
            """
            package demo;
            import dev.yonder.annotations.Remote;
            import java.io.IOException;
            class Failing {
              @Remote static int checked(int x) throws IOException, InterruptedException {
                throw new IOException("checked");
              }
              @Remote static <E extends Exception> void generic(E failure) throws E {
                throw failure;
              }
            }
            """,
            """
            package demo;
            import dev.yonder.*;
            import java.util.concurrent.ExecutionException;
            class Main {
              static Object run() throws Exception {
                return cause(FailingRemote.checked(1))
                    + cause(FailingRemote.generic(new IllegalStateException("generic")));
              }
              static String cause(RemoteFuture<?> future) throws InterruptedException {
                try {
                  return "" + future.get();
                } catch (ExecutionException failed) {
                  return failed.getCause().getMessage();
                }
              }
            }
            """);

    assertThat(program.run()).isEqualTo("checkedgeneric");
  }

  @Test
  void manyParametersFillTheSlots() {
    StringBuilder parameters = new StringBuilder("int p0");
    StringBuilder arguments = new StringBuilder("0");
    for (int i = 1; i < 254; i++) {
      parameters.append(", int p").append(i);
      arguments.append(", ").append(i);
    }
    Compiled program =
        Compiled.of(
            """
            package demo;
            import dev.yonder.annotations.Remote;
            class Wide {
              @Remote static int last(%s) { return p253; }
              @Remote int own(%s) { return p253; }
            }
            """
                .formatted(parameters, parameters),
            """
            package demo;
            class Main {
              static Object run() throws Exception {
                return WideRemote.last(%s).get() + WideRemote.of(new Wide()).own(%s).get();
              }
            }
            """
                .formatted(arguments, arguments));

    assertThat(program.run()).isEqualTo(506);
  }

  @Test
  void optionsAreThoseThatAreGiven() {
    Compiled program =
        Compiled.of(
            """
            package demo;
            import dev.yonder.annotations.Remote;
            class Kernel {
              static final String MEMORY = "4 " + "GiB";
              @Remote(name = "K \\"\u00e9\\\\", cpus = 2, memory = MEMORY, gpus = 1, walltime = "2h", retries = 3,
                  idempotent = true, cache = true, version = "7", on = "big", priority = -1)
              static int all(int x) { return x; }
              @Remote static int none(int x) { return x; }
              @Remote(idempotent = false) static int once(int x) { return x; }
            }
            """,
            """
            package demo;
            import dev.yonder.*;
            class Main {
              static Object run() throws Exception {
                KernelRemote.all(1);
                KernelRemote.with(CallOptions.none().cpus(3).gpus(2)).with(CallOptions.none().cpus(4)).none(1);
                return KernelRemote.on(Yonder.session()).once(1).get();
              }
            }
            """);
    InlineSession session = new InlineSession();

    program.run(session);
    assertThat(program.type("demo.Kernel#all(I)").options())
        .isEqualTo(
            CallOptions.none()
                .name("K \"\u00e9\\")
                .cpus(2)
                .memory("4 GiB")
                .gpus(1)
                .walltime("2h")
                .retries(3)
                .idempotent(true)
                .cache(true)
                .version("7")
                .on("big")
                .priority(-1));
    assertThat(program.type("demo.Kernel#none(I)").options()).isEqualTo(CallOptions.none());
    assertThat(program.type("demo.Kernel#once(I)").options())
        .isEqualTo(CallOptions.none().idempotent(false));
    assertThat(session.calls.get(0).options()).isEqualTo(CallOptions.none());
    assertThat(session.calls.get(1).options()).isEqualTo(CallOptions.none().cpus(4).gpus(2));
  }

  @Test
  void sourceIsTheLineOfTheMethod() {
    Compiled program =
        Compiled.of(
            """
            package demo;
            class Kernel {
              /** Squares. */
              @dev.yonder.annotations.Remote
              static int square(int x) {
                return x * x;
              }
            }
            """);

    assertThat(program.type("demo.Kernel#square(I)").source()).isEqualTo("Kernel.java:5");
  }

  @Test
  void seededParametersAreLeftOut() {
    Compiled program =
        Compiled.of(
            """
            package demo;
            import dev.yonder.annotations.*;
            import java.util.random.RandomGenerator;
            class Walk {
              @Remote static String first(@Seeded RandomGenerator random, int a) { return a + name(random); }
              @Remote static String middle(int a, @Seeded RandomGenerator random, int b) { return a + name(random) + b; }
              @Remote static String last(int a, @Seeded RandomGenerator random) { return a + name(random); }
              @Remote static String two(@Seeded RandomGenerator r1, int a, @Seeded RandomGenerator r2) { return name(r1) + a + name(r2); }
              @Remote static String plain(int a, RandomGenerator random) { return a + name(random); }
              @Remote String own(@Seeded RandomGenerator random, int... a) { return name(random) + a.length; }
              static String name(RandomGenerator random) { return random == null ? "null" : "R"; }
            }
            """,
            """
            package demo;
            class Main {
              static Object run() throws Exception {
                return WalkRemote.first(1).get() + WalkRemote.middle(2, 3).get() + WalkRemote.last(4).get()
                    + WalkRemote.two(5).get() + WalkRemote.plain(6, (java.util.random.RandomGenerator) null).get()
                    + WalkRemote.of(new Walk()).own(7, 8).get();
              }
            }
            """);

    assertThat(program.run()).isEqualTo("1R2R34RR5R6nullR2");
    assertThat(
            program
                .type(
                    "demo.Walk#two(Ljava/util/random/RandomGenerator;ILjava/util/random/RandomGenerator;)")
                .seeded())
        .containsExactly(0, 2);
    assertThat(program.type("demo.Walk#own(Ljava/util/random/RandomGenerator;[I)").seeded())
        .containsExactly(1);
  }
}
