// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.Arg;
import dev.yonder.NotSendableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HiddenFuturesTest {
  private static final Object FUTURE = Arg.of("stands for a future");

  record Holder(String name, Object held) {}

  static class Base {
    Object inherited = "nothing";
  }

  static final class Derived extends Base {
    transient Object ignored = FUTURE;
    int number = 3;
  }

  static Stream<Arguments> hidden() {
    Map<String, Object> map = new HashMap<>();
    map.put("key", FUTURE);
    Derived derived = new Derived();
    derived.inherited = FUTURE;
    return Stream.of(
        Arguments.of(FUTURE, "argument 1:"),
        Arguments.of(new Object[] {1, FUTURE}, "argument 1[1]:"),
        Arguments.of(List.of("a", List.of(FUTURE)), "argument 1[1][0]:"),
        Arguments.of(map, "argument 1.values[0]:"),
        Arguments.of(Map.of(FUTURE, 1), "argument 1.keys[0]:"),
        Arguments.of(Optional.of(FUTURE), "argument 1.value:"),
        Arguments.of(new Holder("x", FUTURE), "argument 1.held:"),
        Arguments.of(new Holder("x", new Holder("y", FUTURE)), "argument 1.held.held:"),
        Arguments.of(derived, "argument 1.inherited:"));
  }

  @ParameterizedTest
  @MethodSource("hidden")
  void aFutureIsFoundWhereverItHides(Object argument, String path) {
    assertThatThrownBy(() -> HiddenFutures.refuse(argument, 0, "X.f", shared -> {}))
        .isInstanceOf(NotSendableException.class)
        .hasMessageStartingWith("X.f was called with a future hidden inside a value, at " + path);
  }

  @Test
  void valuesWithoutFuturesPass() {
    List<Object> cyclic = new ArrayList<>();
    cyclic.add(cyclic);
    Object[] harmless = {
      null,
      1,
      "text",
      new int[] {1},
      new double[2][3],
      Instant.EPOCH,
      cyclic,
      new Derived(),
      new Holder("x", List.of()),
      Arrays.asList(1, null),
      Thread.State.NEW
    };
    for (Object value : harmless) {
      assertThatCode(() -> HiddenFutures.refuse(value, 0, "X.f", shared -> {}))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void largeDataIsLookedAtOnlyInPart() {
    List<Object> large = new ArrayList<>(Collections.nCopies(1_000_000, "x"));
    large.set(999_999, FUTURE);
    assertThatCode(() -> HiddenFutures.refuse(large, 0, "X.f", shared -> {}))
        .doesNotThrowAnyException();
  }
}
