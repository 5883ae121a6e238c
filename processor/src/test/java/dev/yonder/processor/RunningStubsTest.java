// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Compiles programs that call stubs, and runs them. */
final class RunningStubsTest {

  @Test
  void staticMethodTakesEveryMixture() {
    Compiled program =
        Compiled.of(
            """
            package demo;
            import dev.yonder.*;
            import dev.yonder.annotations.Remote;
            public class Sums {
              /**
               * Adds them.
               *
               * @param a the first
               * @return the sum, see {@link #hashCode() the hash}
               * @throws IllegalStateException if it rains, see {@link Sums}
               */
              @Remote(cpus = 2, memory = "4 GiB")
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
    System.out.println(program.text("demo/SumsRemote.java"));
    System.out.println(program.text("demo/SumsInvokers.java"));
    System.out.println(program.outputs().keySet());
    assertThat(program.run()).isEqualTo(8 * 111);
    assertThat(program.taskTypes()).containsOnlyKeys("demo.Sums#add(ILjava/lang/Integer;J)");
  }
}
