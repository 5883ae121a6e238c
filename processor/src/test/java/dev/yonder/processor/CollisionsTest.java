// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compiles programs whose names are those that generated code uses, and runs them. */
final class CollisionsTest {

  @Test
  void parametersOfAnyName() {
    Compiled program =
        Compiled.of(
            """
            package demo;
            import dev.yonder.annotations.Remote;
            class Names {
              @Remote static String all(String session, String options, String arguments, String a, String receiver,
                  String CALLS, String NamesInvokers, String CALLS_, String demo, String dev, String java,
                  String ALL, String Names, String NamesRemote, String Object, String Calls) {
                return session + options + arguments + a + receiver + CALLS + NamesInvokers + CALLS_ + demo + dev
                    + java + ALL + Names + NamesRemote + Object + Calls;
              }
              @Remote String own(String session, String receiver, String NamesInvokers) {
                return session + receiver + NamesInvokers;
              }
            }
            """,
            """
            package demo;
            class Main {
              static Object run() throws Exception {
                return NamesRemote.all("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p").get()
                    + NamesRemote.of(new Names()).own("q", "r", "s").get();
              }
            }
            """);

    assertThat(program.run()).isEqualTo("abcdefghijklmnopqrs");
  }

  @Test
  void typesNamedLikeThoseOfYonderAndJava() {
    Compiled program =
        Compiled.of(
            Stream.concat(
                    Stream.of(
                            "Session",
                            "Calls",
                            "CallOptions",
                            "Arg",
                            "Object",
                            "Bound",
                            "RemoteFuture",
                            "TaskType",
                            "Override",
                            "SuppressWarnings",
                            "Throwable",
                            "Generated",
                            "Integer",
                            "List",
                            "CALLS")
                        .map(
                            name ->
                                """
                                package demo;
                                class %1$s {
                                  @dev.yonder.annotations.Remote
                                  %1$s same(%1$s x, java.lang.Object y) { return x; }
                                  @dev.yonder.annotations.Remote
                                  static %1$s make(int number) { return new %1$s(); }
                                  @java.lang.Override public String toString() { return "%1$s"; }
                                }
                                """
                                    .formatted(name)),
                    Stream.of(
                        """
                        package demo;
                        class Main {
                          static java.lang.Object run() throws Exception {
                            dev.yonder.Arg<java.lang.Object> y = dev.yonder.Arg.of("y");
                            return "" + SessionRemote.of(new Session()).same(SessionRemote.make(1), y).get()
                                + CallsRemote.of(CallsRemote.make(1)).same(new Calls(), 1).get()
                                + BoundRemote.of(BoundRemote.make(1)).same(new Bound(), 1).get()
                                + ArgRemote.of(ArgRemote.make(1)).same(new Arg(), 1).get()
                                + ObjectRemote.of(ObjectRemote.make(1)).same(new Object(), 1).get()
                                + CALLSRemote.of(CALLSRemote.make(1)).same(new CALLS(), 1).get();
                          }
                        }
                        """))
                .toArray(String[]::new));

    assertThat(program.run()).isEqualTo("SessionCallsBoundArgObjectCALLS");
    assertThat(program.taskTypes()).hasSize(30);
  }

  @Test
  void typeVariablesNamedLikeTypes() {
    Compiled program =
        Compiled.of(
            """
            package demo;
            import dev.yonder.annotations.Remote;
            class Odd<Bound, Session extends Comparable<Session>> {
              @Remote <Object, Arg> Bound first(Bound a, Object b, Arg c, Session d) { return a; }
              @Remote static <Calls, CallOptions, RemoteFuture, Odd, OddInvokers, TaskType, String, Throwable>
                  RemoteFuture second(Calls a, RemoteFuture b, OddInvokers c) { return b; }
            }
            """,
            """
            package demo;
            class Main {
              static Object run() throws Exception {
                return OddRemote.of(new Odd<Integer, String>()).first(1, 2, 3, "4").get() + OddRemote.second("a", 5, "b").get();
              }
            }
            """);

    assertThat(program.run()).isEqualTo(6);
  }

  @Test
  void classesNamedLikeConstantsAndArguments() {
    Compiled program =
        Compiled.of(
            """
            package demo;
            class TILE {
              @dev.yonder.annotations.Remote static int tile(int x) { return x; }
              @dev.yonder.annotations.Remote static int tIle(int x) { return x; }
              @dev.yonder.annotations.Remote static int t_ile(int x) { return x; }
            }
            """,
            """
            package demo;
            class arguments {
              @dev.yonder.annotations.Remote static int equals(int x) { return x; }
              @dev.yonder.annotations.Remote int hashCode(int x) { return x; }
            }
            """,
            """
            package demo;
            class Main {
              static Object run() throws Exception {
                return TILERemote.tile(1).get() + TILERemote.tIle(2).get() + TILERemote.t_ile(4).get()
                    + argumentsRemote.equals(8).get() + argumentsRemote.of(new arguments()).hashCode(16).get();
              }
            }
            """);

    assertThat(program.run()).isEqualTo(31);
  }

  @Test
  void stubsThatCollide() {
    String[] sources = {
      """
      package demo;
      class A {
        static class B { @dev.yonder.annotations.Remote static String f() { return "A.B"; } }
        static class B_C { @dev.yonder.annotations.Remote static String f() { return "A.B_C"; } }
      }
      """,
      """
      package demo;
      class A_B {
        @dev.yonder.annotations.Remote static String f() { return "A_B"; }
        static class C { @dev.yonder.annotations.Remote static String f() { return "A_B.C"; } }
      }
      """,
      """
      package demo;
      class A_B_C { @dev.yonder.annotations.Remote static String f() { return "A_B_C"; } }
      """,
      """
      package demo;
      class A_BRemote_ {}
      """,
      """
      package demo;
      class Used { @dev.yonder.annotations.Remote static String f() { return "Used"; } }
      """,
      """
      package demo;
      class UsedRemote {}
      """,
      """
      package demo;
      interface UsedInvokers {}
      """,
      """
      package demo;
      class Main {
        static Object run() throws Exception {
          return java.util.List.of(A_BRemote.f().get(), A_BRemote__.f().get(), A_B_CRemote.f().get(),
              A_B_CRemote_.f().get(), A_B_CRemote__.f().get(), UsedRemote_.f().get());
        }
      }
      """
    };
    String[] reversed = new String[sources.length];
    for (int i = 0; i < sources.length; i++) {
      reversed[i] = sources[sources.length - 1 - i];
    }

    List<String> owners = List.of("A_B", "A.B", "A_B_C", "A.B_C", "A_B.C", "Used");
    assertThat(Compiled.of(sources).run()).isEqualTo(owners);
    assertThat(Compiled.of(reversed).run()).isEqualTo(owners);
  }

  @Test
  void variantsThatCollideAreNamedAfterTheirParameters() {
    Compiled program =
        Compiled.of(
            """
            package demo;
            import dev.yonder.annotations.Remote;
            import java.util.*;
            class Over {
              @Remote static String f(int x) { return "int"; }
              @Remote static String f(String x) { return "String"; }
              @Remote static String f_int(long x) { return "f_int(long)"; }
              @Remote static String g(java.util.Date x) { return "util"; }
              @Remote static String g(java.sql.Date x) { return "sql"; }
              @Remote static String h(List<String> x) { return "List"; }
              @Remote static String h(int[] x) { return "int[]"; }
              @Remote String f(double x) { return "double"; }
            }
            """,
            """
            package demo;
            import dev.yonder.*;
            import java.util.*;
            class Main {
              static Object run() throws Exception {
                Arg<Integer> number = Arg.of(1);
                return List.of(OverRemote.f(1).get(), OverRemote.f("").get(), OverRemote.f_int_(number).get(),
                    OverRemote.f_int(1L).get(), OverRemote.f_int(Arg.of(1L)).get(), OverRemote.f_String(Arg.of("")).get(),
                    OverRemote.g(new java.sql.Date(0)).get(), OverRemote.g_Date(Arg.of(new java.sql.Date(0))).get(),
                    OverRemote.g_Date_(Arg.of(new Date())).get(), OverRemote.h_List(Arg.of(List.of(""))).get(),
                    OverRemote.h_intArray(Arg.of(new int[0])).get(), OverRemote.of(new Over()).f(Arg.of(1.0)).get());
              }
            }
            """);

    assertThat(program.run())
        .isEqualTo(
            List.of(
                "int",
                "String",
                "int",
                "f_int(long)",
                "f_int(long)",
                "String",
                "sql",
                "sql",
                "util",
                "List",
                "int[]",
                "double"));
  }

  @Test
  void stubsOfAnEarlierCompilationDoNotCount(
      @org.junit.jupiter.api.io.TempDir java.nio.file.Path classes) throws Exception {
    String source =
        """
        package demo;
        class Kernel { @dev.yonder.annotations.Remote static String f() { return "f"; } }
        """;
    Compiled first = Compiled.of(source);
    for (var output : first.outputs().entrySet()) {
      java.nio.file.Path file = classes.resolve(output.getKey());
      java.nio.file.Files.createDirectories(file.getParent());
      java.nio.file.Files.write(file, output.getValue());
    }
    String classPath = classes + java.io.File.pathSeparator + System.getProperty("java.class.path");

    Compiled second =
        Compiled.of(
            List.of("-cp", classPath, "-Xlint:all,-path,-processing", "-Werror", "-implicit:none"),
            List.of(),
            source);
    assertThat(second.outputs().keySet())
        .contains("demo/KernelRemote.class", "demo/KernelInvokers.class");
    assertThat(second.outputs().keySet()).noneMatch(path -> path.contains("_.class"));
  }
}
