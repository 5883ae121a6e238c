// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.SessionBuilder;
import dev.yonder.Yonder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Graphics processors, of which every call has some to itself; none is needed for that. */
class GpusTest {
  private static SessionBuilder builder(String profile) {
    return Yonder.builder().profile(profile).cpus(2).gpus(2).progress(false);
  }

  private static List<String> atTheSameTime(WorkRemote.Calls calls) throws InterruptedException {
    List<String> gates = List.of(Gates.fresh(), Gates.fresh());
    List<RemoteFuture<List<String>>> both = gates.stream().map(calls::gpus).toList();
    for (String gate : gates) {
      Gates.awaitArrival(gate);
    }
    gates.forEach(Gates::open);
    return both.stream().flatMap(future -> future.join().stream()).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"threads", "processes"})
  void areEachInUseByOneCall(String profile) throws InterruptedException {
    try (Session session = builder(profile).open()) {
      for (int i = 0; i < 3; i++) {
        assertThat(atTheSameTime(WorkRemote.on(session))).containsExactlyInAnyOrder("0", "1");
      }
    }
  }

  @Test
  void areInTheEnvironmentOfWorkersWithOneSlot() throws InterruptedException {
    try (Session session = builder("processes").workers(2).open()) {
      WorkRemote.Calls calls = WorkRemote.on(session);
      assertThat(atTheSameTime(calls)).containsExactlyInAnyOrder("0", "1");
      assertThat(calls.environment("CUDA_VISIBLE_DEVICES").join()).isIn("0", "1");
      ProcessHandle.current().children().findFirst().ifPresent(ProcessHandle::destroyForcibly);
      assertThat(atTheSameTime(calls)).as("after a loss").containsExactlyInAnyOrder("0", "1");
    }
  }

  @Test
  void areNotInTheEnvironmentOfWorkersWithSeveralSlots() {
    try (Session session = builder("processes").workers(1).open()) {
      assertThat(WorkRemote.on(session).environment("CUDA_VISIBLE_DEVICES").join())
          .as("its calls would see each other's")
          .isEqualTo(System.getenv("CUDA_VISIBLE_DEVICES"));
    }
  }
}
