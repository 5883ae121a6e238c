// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Compiles programs that call the stubs of generic methods, and runs them. */
final class GenericsTest {

  @Test
  void boundsOfEveryKind() {
    Compiled program =
        Compiled.of(
            """
            package demo;
            import dev.yonder.annotations.Remote;
            import java.io.Serializable;
            import java.util.*;
            class Generic {
              @Remote static <T extends Number> double bounded(T x) { return x.doubleValue(); }
              @Remote static <T extends Comparable<T>> T recursive(List<T> all) { return Collections.max(all); }
              @Remote static <T extends Number & Comparable<? super T>> int intersection(T a, T b) { return a.compareTo(b); }
              @Remote static <T extends Object & Comparable<? super T>> T objectFirst(Collection<? extends T> all) { return Collections.max(all); }
              @Remote static <E extends Enum<E>> E enumeration(Class<E> type, String name) { return Enum.valueOf(type, name); }
              @Remote static <K extends Comparable<K>, V extends List<? extends K>> K mutual(Map<K, V> map) { return map.keySet().iterator().next(); }
              @Remote static int wildcards(List<?> a, Map<? super String, ? extends List<? extends Number>> b) { return a.size() + b.size(); }
              @Remote static <T> T[] array(T[] all) { return all; }
              @Remote static <T extends Comparable<T>> T[][] arrays(T[][] all) { return all; }
              @Remote static <T> T nothingIn() { return null; }
              @Remote static <A, B extends A> A upper(B b) { return b; }
              @Remote static <T extends Comparable<T> & Serializable> void nothingOut(T x) {}
              @Remote static <S extends Self<S>> S self(S s) { return s; }
              abstract static class Self<S extends Self<S>> { abstract S self(); }
              static class Me extends Self<Me> { @Override Me self() { return this; } }
            }
            """,
            """
            package demo;
            import dev.yonder.*;
            import java.util.*;
            import java.util.concurrent.TimeUnit;
            class Main {
              static Object run() throws Exception {
                RemoteFuture<List<Integer>> list = RemoteFuture.all(List.of(GenericRemote.<Integer, Integer>upper(3)));
                Integer max = GenericRemote.recursive(list).get();
                TimeUnit unit = GenericRemote.enumeration(TimeUnit.class, "DAYS").get();
                String[] strings = GenericRemote.array(new String[] {"a"}).get();
                String none = GenericRemote.<String>nothingIn().get();
                Number upper = GenericRemote.<Number, Integer>upper(4).get();
                Generic.Me me = GenericRemote.self(new Generic.Me()).get();
                GenericRemote.nothingOut("x").get();
                return List.of(
                    GenericRemote.bounded(1).get(), max, GenericRemote.intersection(1, 2).get(),
                    GenericRemote.objectFirst(Set.of(5)).get(), unit.name(),
                    GenericRemote.mutual(Map.of("k", List.of("v"))).get(),
                    GenericRemote.wildcards(List.of(1), Map.of("", List.of(2))).get(),
                    strings[0], String.valueOf(none), upper, me == me.self(),
                    GenericRemote.arrays(new Integer[2][3]).get()[1].length);
              }
            }
            """);

    assertThat(program.run())
        .isEqualTo(List.of(1.0, 3, -1, 5, "DAYS", "k", 2, "a", "null", 4, true, 3));
  }

  @Test
  void typesInsideOfGenericTypes() {
    Compiled program =
        Compiled.of(
            """
            package demo;
            import dev.yonder.*;
            import dev.yonder.annotations.Remote;
            import java.util.*;
            @SuppressWarnings("rawtypes")
            class Shapes {
              static class Outer<T> { static class Nested<U> {} }
              @Remote static Map.Entry<String, int[]>[] entries(Map.Entry<String, int[]>[] entries) { return entries; }
              @Remote static int nested(Outer.Nested<? super Integer> nested) { return 1; }
              @Remote static int raw(List raw) { return raw.size(); }
              @Remote static RemoteFuture<? extends Number> some(int x) { return ShapesRemote.id(x); }
              @Remote static Integer id(Integer x) { return x; }
            }
            """,
            """
            package demo;
            import java.util.*;
            class Main {
              static Object run() throws Exception {
                return ShapesRemote.nested(new Shapes.Outer.Nested<Number>()).get()
                    + ShapesRemote.raw(List.of(1)).get() + ShapesRemote.some(1).get().intValue();
              }
            }
            """);

    assertThat(program.run()).isEqualTo(3);
  }

  @Test
  void nullnessOfParametersIsKept() {
    Compiled program =
        Compiled.of(
            List.of("-Xlint:all,-processing", "-Werror"),
            List.of(),
            """
            package demo;
            import dev.yonder.annotations.Remote;
            import java.util.*;
            import org.jspecify.annotations.*;
            @NullMarked
            class Nulls {
              @Remote static @Nullable String f(@Nullable String a, List<@Nullable String> b, Map.@Nullable Entry<String, String> c) { return a; }
              @Remote static <T extends @Nullable Object> T g(@Nullable T a, @Nullable Object... b) { throw new IllegalStateException(); }
              @Remote static int h(String @Nullable [] a, int @Nullable [] b, @Nullable String @Nullable ... c) { return 1; }
              @Remote static int k(@Old.Nullable String a) { return 1; }
            }
            """,
            """
            package demo;
            @interface Old {
              @interface Nullable {}
            }
            """,
            """
            package demo;
            class Main {
              static Object run() throws Exception {
                return "" + NullsRemote.f((String) null, java.util.List.of(), (java.util.Map.Entry<String, String>) null).get() + NullsRemote.h((String[]) null, (int[]) null).get();
              }
            }
            """);

    assertThat(program.text("demo/NullsRemote.java"))
        .contains(
            "f(@Nullable String a, List<@Nullable String> b,\n      Map. @Nullable Entry<String, String> c)")
        .contains(
            "<T extends @Nullable Object> RemoteFuture<T> g(@Nullable T a, @Nullable Object... b)")
        .contains(
            "h(String @Nullable [] a, int @Nullable [] b,\n      @Nullable String @Nullable ... c)")
        .contains("k(@Old.Nullable String a)")
        .contains("RemoteFuture<String> f(Arg<? extends String> a");
    assertThat(program.run()).isEqualTo("null1");
  }
}
