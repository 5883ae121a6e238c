// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
  private final Shrinker shrinker =
      new Shrinker(
          (scheduler, event, now) ->
              scheduler.handle(
                  event instanceof Event.TaskFinished done
                      ? new Event.TaskFinished(done.worker(), done.task(), done.attempt(), 0L, 1)
                      : event,
                  now));

  private final SimulationOptions failing =
      LongStream.range(0, 1_000)
          .mapToObj(SimulationOptions::of)
          .filter(options -> options.tasks() >= 40 && shrinker.failure(options) != null)
          .findFirst()
          .orElseThrow();

  @Test
  void findsASmallCaseThatStillFails() {
    SimulationOptions smallest = shrinker.smallest(failing);

    assertThat(shrinker.failure(smallest)).hasMessageContaining("value of ");
    assertThat(smallest.seed()).isEqualTo(failing.seed());
    assertThat(smallest.tasks()).as("tasks until one returns").isLessThan(10);
    assertThat(smallest.may()).as("what has nothing to do with wrong values").isEmpty();
    assertThat(smallest.smaller()).noneMatch(smaller -> shrinker.failure(smaller) != null);
  }

  @Test
  void saysHowToSeeTheFailureAgain() {
    assertThat(shrinker.report(failing))
        .hasMessageContaining("value of ")
        .hasMessageContaining(
            "mvn test -pl runtime/core -am -Dtest=SimulationTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seed="
                + failing.seed()
                + System.lineSeparator())
        .hasMessageContaining("TaskFinished[worker=");
  }
}
