// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Compiles programs that call the stubs of instance methods, and runs them. */
final class InstanceMethodsTest {

  @Test
  void receiverIsTheFirstArgument() {
    Compiled program =
        Compiled.of(
            """
            package demo;
            import dev.yonder.annotations.Remote;
            public record Line(double slope, double offset) {
              @Remote public double at(double x) { return slope * x + offset; }
              @Remote static Line through(double x, double y) { return new Line(y / x, 0); }
            }
            """,
            """
            package demo;
            import dev.yonder.*;
            class Main {
              static Object run() throws Exception {
                Arg<Double> two = Arg.of(2.0);
                return LineRemote.of(new Line(3, 1)).at(2).get()
                    + LineRemote.of(LineRemote.through(1, 3)).at(two).get()
                    + LineRemote.with(CallOptions.none().cpus(2)).of(new Line(0, 1)).at(7).get();
              }
            }
            """);
    InlineSession session = new InlineSession();

    assertThat(program.run(session)).isEqualTo(14.0);
    assertThat(session.calls.get(0).arguments()).hasSize(2);
    assertThat(session.calls.get(session.calls.size() - 1).options().cpus()).hasValue(2);
  }

  @Test
  void ownersOfEveryKind() {
    Compiled program =
        Compiled.of(
            """
            package demo;
            import dev.yonder.annotations.Remote;
            public class Owners {
              public static class Nested {
                protected static class Deep {
                  @Remote protected int get() { return 1; }
                }
              }
              public enum Choice {
                A { @Override int get() { return 2; } }, B;
                @Remote int get() { return 4; }
                @Remote static int count() { return values().length; }
              }
              interface Shape {
                int area();
                @Remote default int twice() { return 2 * area(); }
                @Remote static int unit() { return 16; }
              }
              record Square(int side) implements Shape {
                @Override public int area() { return side * side; }
              }
              static abstract class Base {
                @Remote int own() { return inner(); }
                abstract int inner();
              }
              static class Derived extends Base {
                @Override int inner() { return 64; }
              }
              @interface Marker {
                class Held { @Remote public static int get() { return 128; } }
              }
            }
            """,
            """
            package demo;
            import java.lang.reflect.Modifier;
            class Main {
              static Object run() throws Exception {
                String publicOnes = "";
                for (Class<?> stub : java.util.List.<Class<?>>of(Owners_Nested_DeepRemote.class,
                    Owners_ChoiceRemote.class, Owners_ShapeRemote.class, Owners_Marker_HeldRemote.class)) {
                  publicOnes += Modifier.isPublic(stub.getModifiers()) ? "1" : "0";
                }
                return Owners_Nested_DeepRemote.of(new Owners.Nested.Deep()).get().get()
                    + Owners_ChoiceRemote.of(Owners.Choice.A).get().get()
                    + Owners_ChoiceRemote.of(Owners.Choice.B).get().get()
                    + Owners_ChoiceRemote.count().get() * 4
                    + Owners_ShapeRemote.unit().get()
                    + Owners_ShapeRemote.of(new Owners.Square(4)).twice().get()
                    + Owners_BaseRemote.of(new Owners.Derived()).own().get()
                    + Owners_Marker_HeldRemote.get().get()
                    + " " + publicOnes;
              }
            }
            """);

    assertThat(program.run()).isEqualTo("255 0100");
  }

  @Test
  void genericOwner() {
    Compiled program =
        Compiled.of(
            """
            package demo;
            import dev.yonder.annotations.Remote;
            import java.util.*;
            import java.util.function.*;
            class Box<T extends Comparable<? super T>> implements java.io.Serializable {
              private static final long serialVersionUID = 1;
              @SuppressWarnings("serial") final T value;
              Box(T value) { this.value = value; }
              @Remote T get() { return value; }
              @Remote T max(T other) { return value.compareTo(other) > 0 ? value : other; }
              @Remote <R> R map(Function<? super T, ? extends R> f) { return f.apply(value); }
              @Remote <T> T shadow(T mine, int times) { return mine; }
              @Remote <T, T_ extends T> T shadows(T mine, T_ other) { return other; }
              @Remote static <T> List<T> twice(T x) { return List.of(x, x); }
            }
            """,
            """
            package demo;
            import dev.yonder.*;
            import java.util.List;
            class Main {
              static Object run() throws Exception {
                BoxRemote.Bound<String> box = BoxRemote.of(new Box<>("b"));
                RemoteFuture<String> max = box.max("c");
                RemoteFuture<Integer> length = box.map(String::length);
                Integer mine = box.shadow(5, 1).get();
                Number number = box.<Number, Integer>shadows(1, 2).get();
                String got = BoxRemote.of(Arg.of(new Box<>("z"))).get().get();
                return List.of(max.get(), length.get(), mine, number, got, BoxRemote.twice(1).get());
              }
            }
            """);

    assertThat(program.run()).isEqualTo(List.of("c", 1, 5, 2, "z", List.of(1, 1)));
  }

  @Test
  void inheritedMethodsAppearWithTheirTypes() {
    Compiled program =
        Compiled.of(
            """
            package demo.base;
            import dev.yonder.annotations.Remote;
            import java.util.List;
            public abstract class Base<A, B extends A> {
              @Remote(cpus = 2) public List<B> list(A a, B b) { return List.of(b); }
              @Remote(cpus = 3) public String kept() { return "base"; }
              @Remote(cpus = 4) public String replaced() { return "base"; }
              @Remote protected String unreachable() { return "base"; }
              @Remote String packagePrivate() { return "base"; }
              @Remote public static String notInherited() { return "base"; }
              @Remote public <A> String own(A mine, B theirs) { return "" + mine + theirs; }
            }
            """,
            """
            package demo.base;
            import dev.yonder.annotations.Remote;
            public interface Named {
              String name();
              @Remote(cpus = 6) default String greeting() { return "Hello " + name(); }
            }
            """,
            """
            package demo;
            import demo.base.*;
            import dev.yonder.annotations.Remote;
            class Derived<A> extends Base<Number, Integer> implements Named {
              @Override public String name() { return "Derived"; }
              @Override public String kept() { return "derived"; }
              @Override @Remote(cpus = 5) public String replaced() { return "derived"; }
            }
            """,
            """
            package demo;
            import demo.base.*;
            class Silent extends Base<String, String> {}
            """,
            """
            package demo;
            import dev.yonder.*;
            import java.util.List;
            class Main {
              static Object run() throws Exception {
                DerivedRemote.Bound<Object> bound = DerivedRemote.of(new Derived<Object>());
                RemoteFuture<List<Integer>> list = bound.list(1.5, 2);
                return List.of(list.get(), bound.kept().get(), bound.replaced().get(), bound.greeting().get(),
                    bound.own("x", 3).get(), demo.base.BaseRemote.notInherited().get(),
                    DerivedRemote.Bound.class.getDeclaredMethods().length,
                    demo.base.BaseRemote.<String, String>of(new Silent()).kept().get());
              }
            }
            """);

    // list and own have four variants each, the other three one
    assertThat(program.run())
        .isEqualTo(
            List.of(List.of(2), "derived", "derived", "Hello Derived", "x3", "base", 11, "base"));
    assertThat(program.type("demo.Derived#kept()").options().cpus()).hasValue(3);
    assertThat(program.type("demo.Derived#replaced()").options().cpus()).hasValue(5);
    assertThat(program.type("demo.Derived#greeting()").source()).isEqualTo("Named.java:5");
    assertThat(program.taskTypes().keySet()).noneMatch(id -> id.startsWith("demo.Silent"));
  }

  @Test
  void overrideKeepsSeededParameters() {
    Compiled program =
        Compiled.of(
            """
            package demo;
            import dev.yonder.annotations.*;
            import java.util.random.RandomGenerator;
            class Base {
              @Remote int draw(int bound, @Seeded RandomGenerator random) { return bound; }
            }
            """,
            """
            package demo;
            import dev.yonder.annotations.*;
            import java.util.random.RandomGenerator;
            class Derived extends Base {
              @Override int draw(int bound, RandomGenerator random) { return random == null ? 0 : bound + 1; }
              @Remote static int other() { return 1; }
            }
            """,
            """
            package demo;
            import dev.yonder.annotations.*;
            import java.util.random.RandomGenerator;
            class Repeated extends Base {
              @Override int draw(int bound, @Seeded RandomGenerator random) { return bound + 2; }
            }
            """,
            """
            package demo;
            class Main {
              static Object run() throws Exception {
                return DerivedRemote.of(new Derived()).draw(5).get() + BaseRemote.of(new Repeated()).draw(5).get();
              }
            }
            """);

    assertThat(program.run()).isEqualTo(13);
  }
}
