// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.CallOptions;
import dev.yonder.NotSendableException;
import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.TaskRefusedException;
import dev.yonder.WorkerLostException;
import dev.yonder.Yonder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens to blocks and to calls on them, whatever has them; the time limit ends a hang. */
@Timeout(120)
class BlockFaultsTest {

  private static Session open(String use, String... more) {
    List<String> lines = new ArrayList<>(List.of("backend = \"local-blocks\""));
    lines.add("use = \"%s\"".formatted(use));
    lines.add("address = \"127.0.0.1\"");
    lines.addAll(Arrays.asList(more));
    Path file = SettingsFileOf.profile("tried", lines.toArray(new String[0]));
    return Yonder.builder().profile("tried").settingsFile(file).progress(false).open();
  }

  private static Set<Long> children() {
    Set<Long> pids = new TreeSet<>();
    ProcessHandle.current()
        .children()
        .filter(ProcessHandle::isAlive)
        .forEach(c -> pids.add(c.pid()));
    return pids;
  }

  /** Waits until all child processes have ended but those. */
  private static void awaitEnds(Set<Long> left) throws Exception {
    for (ProcessHandle child : ProcessHandle.current().children().toList()) {
      if (!left.contains(child.pid())) {
        child.onExit().get();
      }
    }
  }

  @Test
  void whatALostWorkerRanRunsOnAnotherInEitherUse() throws Exception {
    for (String use : List.of("places", "pilots")) {
      try (Session session = open(use, "max = 2")) {
        String gate = Gates.fresh();
        RemoteFuture<Long> interrupted = HarmRemote.on(session).process(gate);
        long victim = Gates.awaitTold(gate);
        Signals.send("-KILL", victim);
        Gates.open(gate);
        assertThat(interrupted.get()).isNotEqualTo(victim);
        assertThat(Gates.counted(gate)).isEqualTo(2);
      }
    }
  }

  @Test
  void aWorkerThatIsGoneGetsNothingWhileNobodyKnowsWhy() throws Exception {
    String poll = Gates.fresh();
    try (Session session =
        open("pilots", "init = 2", "max = 2", "poll-gate = \"%s\"".formatted(poll))) {
      HarmRemote.Calls calls = HarmRemote.on(session);
      String first = Gates.fresh();
      String second = Gates.fresh();
      List<RemoteFuture<Long>> both = List.of(calls.process(first), calls.process(second));
      long victim = Gates.awaitTold(first);
      long survivor = Gates.awaitTold(second);
      Gates.open(first);
      Gates.open(second);
      both.forEach(RemoteFuture::join);
      Signals.send("-KILL", victim);
      while (links() > 1) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      String third = Gates.fresh();
      RemoteFuture<Long> running = calls.process(third);
      RemoteFuture<Long> waiting = calls.here();
      assertThat(Gates.awaitTold(third)).isEqualTo(survivor);
      Gates.open(third);
      assertThat(running.join()).isEqualTo(survivor);
      assertThat(waiting.join()).isEqualTo(survivor);
      Gates.open(poll);
    }
  }

  private static long links() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("yonder-read-tried-"))
        .count();
  }

  @Test
  void theErrorTellsWhatTheBackendSaysOfTheLoss() throws Exception {
    try (Session session = open("pilots", "max = 1")) {
      String gate = Gates.fresh();
      RemoteFuture<Long> once = HarmRemote.on(session).processOnce(gate);
      Signals.send("-KILL", Gates.awaitTold(gate));
      assertThatThrownBy(once::get)
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(WorkerLostException.class)
          .hasMessageContaining("its process ended with status 137");
      Gates.open(gate);
    }
  }

  @Test
  void blocksComeWithTheWorkAndGoWithoutIt() throws Exception {
    Set<Long> before = children();
    try (Session session = open("pilots", "max = 2", "idle = \"200ms\"")) {
      // Those of the test before may be ending.
      assertThat(before).containsAll(children());
      assertThat(WorkRemote.on(session).add(1, 2).get()).isEqualTo(3);
      awaitEnds(before);
      assertThat(WorkRemote.on(session).add(3, 4).get()).isEqualTo(7);
    }
    awaitEnds(before);
  }

  @Test
  void noBlockIsAskedForWhereOneHasComeWhileTheBatchSystemWasAsked() throws Exception {
    Set<Long> before = children();
    String submit = Gates.fresh();
    String poll = Gates.fresh();
    try (Session session =
        open(
            "pilots",
            "max = 9",
            "submit-gate = \"%s\"".formatted(submit),
            "poll-gate = \"%s\"".formatted(poll))) {
      List<String> gates = List.of(Gates.fresh(), Gates.fresh(), Gates.fresh());
      List<RemoteFuture<Long>> running = new ArrayList<>();
      running.add(HarmRemote.on(session).process(gates.get(0)));
      Gates.awaitArrival(submit);
      // Seen as without a worker, with the first, while that is on its way.
      running.add(HarmRemote.on(session).process(gates.get(1)));
      running.add(HarmRemote.on(session).process(gates.get(2)));
      Gates.open(submit);
      Gates.awaitTold(gates.get(0));
      Gates.open(poll);
      Set<Long> workers = new TreeSet<>();
      for (String gate : gates) {
        workers.add(Gates.awaitTold(gate));
      }
      Set<Long> all = children();
      all.removeAll(before);
      gates.forEach(Gates::open);
      running.forEach(RemoteFuture::join);
      assertThat(all).isEqualTo(workers);
    }
  }

  @Test
  void aWorkerThatIsToldToEndFinishesWhatItRuns() throws Exception {
    try (Session session = open("pilots", "max = 1")) {
      String gate = Gates.fresh();
      RemoteFuture<Long> running = HarmRemote.on(session).process(gate);
      long told = Gates.awaitTold(gate);
      ProcessHandle worker = ProcessHandle.of(told).orElseThrow();
      Signals.send("-TERM", told);
      Gates.open(gate);
      assertThat(running.get()).isEqualTo(told);
      assertThat(Gates.counted(gate)).isEqualTo(1);
      worker.onExit().get();
      assertThat(HarmRemote.on(session).here().get()).isNotEqualTo(told);
    }
  }

  @Test
  void aTaskThatEndsItsProcessIsNotHeldUpByThat() {
    try (Session session = open("pilots", "max = 1")) {
      String gate = Gates.fresh();
      assertThatThrownBy(() -> HarmRemote.on(session).exit(gate, 7).get())
          .cause()
          .isInstanceOf(WorkerLostException.class)
          .hasMessageContaining("its process ended with status 7");
      assertThat(Gates.counted(gate)).isEqualTo(3);
    }
  }

  @Test
  void whatNoBlockCanHoldIsRefusedBeforeThereIsOne() {
    try (Session session = open("pilots", "max = 1", "walltime = \"1h\"")) {
      assertThat(session.profile()).isEqualTo("tried");
      RemoteFuture<Integer> tooLarge = WorkRemote.with(CallOptions.none().cpus(2)).add(1, 1);
      assertThatThrownBy(tooLarge::get)
          .cause()
          .isInstanceOf(TaskRefusedException.class)
          .hasMessageContaining("needs 2 cpus, but the workers of this profile have 1 cpu each");
      RemoteFuture<Integer> tooLong = WorkRemote.with(CallOptions.none().walltime("2h")).add(1, 1);
      assertThatThrownBy(tooLong::get)
          .cause()
          .isInstanceOf(TaskRefusedException.class)
          .hasMessageContaining(
              "walltime of 2h, but calls on the blocks of this profile may last 54m");
    }
  }

  @Test
  void aBarePathThatWouldLeaveTheHostIsRefused() {
    try (Session session = open("places", "max = 1")) {
      assertThatThrownBy(() -> HarmRemote.on(session).take(List.of(Path.of("data.csv"))))
          .isInstanceOf(NotSendableException.class)
          .hasMessageContaining("means another file on another host; send InputFile.of(path)");
    }
  }

  @Test
  void workersThatCannotStartAreToldWithTheirReason() throws Exception {
    assertThatThrownBy(() -> open("places", "max = 1", "jvm = [\"-XX:NoSuchOption\"]"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the profile tried has no workers, because")
        .hasMessageContaining("its process ended with status 1");
    try (Session session = open("pilots", "max = 1", "jvm = [\"-XX:NoSuchOption\"]")) {
      assertThatThrownBy(() -> WorkRemote.on(session).add(1, 1).get())
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("the profile tried has no workers, because block tried-3-1 ended")
          .hasMessageContaining("its process ended with status 1");
    }
  }

  @Test
  void aHostThatHasGoneSilentIsReplaced() throws Exception {
    System.setProperty("yonder.heartbeat.limit.millis", "4000");
    try (Session session = open("pilots", "max = 1")) {
      String gate = Gates.fresh();
      RemoteFuture<Long> interrupted = HarmRemote.on(session).process(gate);
      long victim = Gates.awaitTold(gate);
      Signals.send("-STOP", victim);
      Gates.open(gate);
      assertThat(interrupted.get()).isNotEqualTo(victim);
    } finally {
      System.clearProperty("yonder.heartbeat.limit.millis");
    }
  }
}
