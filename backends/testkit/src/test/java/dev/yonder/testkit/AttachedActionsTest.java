// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Yonder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is attached to futures while their session ends; the time limit only ends a hang. */
@Timeout(120)
class AttachedActionsTest {
  private static final int LENGTH = 100_000;

  private static Session open(String profile) {
    return Yonder.builder().profile(profile).progress(false).open();
  }

  @ParameterizedTest
  @ValueSource(strings = {"threads", "processes"})
  void areRunBeforeASessionIsClosedAndHaveWhatTheyNeed(String profile) {
    AtomicInteger length = new AtomicInteger();
    try (Session session = open(profile)) {
      RemoteFuture<double[]> one = LargeRemote.on(session).fill(Gates.fresh(), LENGTH, 1);
      RemoteFuture<double[]> another = LargeRemote.on(session).fill(Gates.fresh(), LENGTH, 2);
      RemoteFuture<double[]> third = LargeRemote.on(session).fill(Gates.fresh(), LENGTH, 3);
      var unused =
          one.toCompletableFuture()
              .thenApply(array -> array.length + another.join().length)
              .thenCombine(third.toCompletableFuture(), (sum, array) -> sum + array.length)
              .thenAccept(length::set);
    }
    assertThat(length).hasValue(3 * LENGTH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"threads", "processes"})
  void mayCloseTheSession(String profile) {
    Session session = open(profile);
    CompletableFuture<Void> closed =
        WorkRemote.on(session).add(1, 2).toCompletableFuture().thenRun(session::close);
    closed.join();
  }
}
