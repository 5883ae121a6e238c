// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Compiles programs that are just about free of warnings, and must stay so. */
final class LintTest {
  private static final List<String> WITH_DOCLINT =
      List.of("-Xlint:all", "-Werror", "-Xdoclint:all,-missing");

  @Test
  void deprecationIsCarriedOverAndSilentInside() {
    Compiled program =
        Compiled.of(
            WITH_DOCLINT,
            List.of(),
            """
            package demo;
            import dev.yonder.annotations.Remote;
            public class Old {
              /**
               * Squares.
               *
               * @deprecated multiply, see {@link Math#multiplyExact(int, int)}
               */
              @Deprecated(since = "2", forRemoval = true)
              @Remote
              public static int square(int x) { return x * x; }

              /** @deprecated use nothing */
              @Deprecated
              public static class Gone {
                @Remote public int get(Gone other) { return 1; }
                @Remote public static <T extends Gone> int count(T x) { return 1; }
              }
            }
            """);

    assertThat(program.text("demo/OldRemote.java"))
        .contains("@Deprecated(\n      since = \"2\",\n      forRemoval = true\n  )")
        .contains("@deprecated multiply, see {@code Math.multiplyExact(int, int)}");
    assertThat(program.text("demo/Old_GoneRemote.java"))
        .contains("@Deprecated\npublic final class");
  }

  @Test
  void commentsAreMadeToFit() {
    Compiled program =
        Compiled.of(
            WITH_DOCLINT,
            List.of(),
            """
            package demo;
            import dev.yonder.annotations.*;
            import java.io.IOException;
            import java.util.List;
            import java.util.random.RandomGenerator;
            class Documented {
              private int hidden;

              /**
               * Does {@link #hidden much} and {@link List#of(Object, Object)} and {@linkplain #hidden}, {@code x < {y}}.
               *
               * <p>Costs $5, \\u0041 and 100%s; {@value Integer#MAX_VALUE} at most. {@inheritDoc}
               *
               * @param <T> what it is about
               * @param a the first {@link List}
               * @param random not for callers
               * @return the {@link #hidden} result
               * @throws IOException if {@link #hidden} is lost
               * @throws IllegalStateException on Mondays.
               * @see #hidden
               * @since 3
               */
              @Remote
              static <T> int full(T a, @Seeded RandomGenerator random) throws IOException, InterruptedException {
                return 1;
              }

              /** {@return the answer} */
              @Remote
              static int answer() { return 42; }

              @Remote
              int silent(int... x) { return 1; }
            }
            """);

    assertThat(program.text("demo/DocumentedRemote.java"))
        .contains(
            """
               * Does much and {@code List.of(Object, Object)} and {@code hidden}, {@code x < {y}}.
               *
               * <p>Costs $5, A and 100%s; {@code Integer.MAX_VALUE} at most.
               *
               * <p>Makes a call of {@link Documented#full(Object, RandomGenerator)}.
               * The future fails with what that throws: {@code IOException} if {@code hidden} is lost, {@code IllegalStateException} on Mondays, {@code InterruptedException}.
               *
               * @param a the first {@code List}
               * @param <T> what it is about
               * @return a future of the {@code hidden} result
               */
            """
                .replace("   *", "   *"))
        .contains("* Returns the answer.")
        .contains("{@link Documented#silent(int[])}");
  }

  @Test
  void nothingInAModuleWarns() {
    Compiled.of(
        List.of("-Xlint:all,-exports,-requires-automatic", "-Werror", "-Xdoclint:all,-missing"),
        List.of(),
        """
        package demo;
        import dev.yonder.annotations.Remote;
        import java.util.*;
        public class Wide {
          @Remote public static Hidden hide(Hidden x, List<Hidden> y) { return x; }
          @Remote public static int functions(Runnable a) { return 1; }
          @Remote public static int functions(java.util.concurrent.Callable<Integer> a) { return 1; }
          static class Hidden {}
        }
        """);
  }
}
