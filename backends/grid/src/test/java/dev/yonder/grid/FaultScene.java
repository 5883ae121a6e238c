// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.WorkerLostException;
import dev.yonder.Yonder;
import dev.yonder.testkit.Lab;
import dev.yonder.testkit.Ran;
import dev.yonder.testkit.Victim;
import dev.yonder.testkit.Victim.Begun;
import dev.yonder.testkit.VictimRemote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Two calls on a real Slurm that are under way when something breaks: {@code again}, and {@code
 * once}, which is not idempotent. Used by one test.
 */
final class FaultScene {
  private static final String AGAIN = "again";
  private static final String ONCE = "once";
  private static final List<String> MORE = List.of("more", "most");

  private final Lab lab;
  private final List<String> profile;
  private final Path ledger;
  private final FaultyCommands commands;
  private final Deque<Runnable> repairs = new ArrayDeque<>();
  private final List<RemoteFuture<Integer>> more = new ArrayList<>();
  private Session session;
  private RemoteFuture<Integer> again;
  private RemoteFuture<Integer> once;

  /**
   * Constructs a scene, which ends with its lab.
   *
   * @param profile the lines of the profile that are not the same in all tests
   */
  FaultScene(Lab lab, List<String> profile) throws IOException {
    this.lab = lab;
    this.profile = List.copyOf(profile);
    ledger = Files.createTempDirectory(lab.file("shared"), "faults");
    commands = new FaultyCommands(lab, ledger.resolve("bin"));
  }

  FaultyCommands commands() {
    return commands;
  }

  private void open() throws IOException {
    String settings =
        """
        [profiles.faults]
        backend = "slurm"
        directory = "%s"
        bin = "%s"
        poll = "1s"
        walltime = "10m"
        options = ["--chdir=/"]
        """
            .formatted(ledger.resolve("runs"), commands.directory());
    Path file = ledger.resolve("yonder.toml");
    Files.writeString(file, settings + String.join("\n", profile) + "\n");
    session =
        Yonder.builder()
            .profile("faults")
            .settingsFile(file)
            .retryDelay(Duration.ofMillis(1))
            .progress(false)
            .open();
  }

  /** Opens a session, and has both calls under way. */
  void begin() throws Exception {
    open();
    again = calls().held(ledger.toString(), AGAIN);
    once = calls().heldOnce(ledger.toString(), ONCE);
    awaitAttempt(AGAIN, 1);
    awaitAttempt(ONCE, 1);
  }

  /** Opens a session, and has both calls take more memory than their jobs may have. */
  void beginHungry(int mebibytes) throws IOException {
    open();
    again = calls().hungry(ledger.toString(), AGAIN, mebibytes);
    once = calls().hungryOnce(ledger.toString(), ONCE, mebibytes);
  }

  /** Makes two more calls, which must not run twice. */
  void makeMoreCalls() {
    for (String name : MORE) {
      more.add(calls().heldOnce(ledger.toString(), name));
    }
  }

  /** Waits until the calls that were made besides run, and have returned. */
  void moreCallsReturn() throws Exception {
    for (String name : MORE) {
      awaitAttempt(name, 1);
    }
    Victim.open(ledger);
    for (RemoteFuture<Integer> call : more) {
      assertThat(call.join()).isEqualTo(1);
    }
  }

  /** The caller of the call that must not run twice has been told nothing yet. */
  void nothingIsTold() {
    assertThat(once.isDone()).isFalse();
  }

  /** Waits until the command has been called so often since the scene was made. */
  void awaitCalls(String name, long times) throws Exception {
    Awaiting.until("call %d of %s".formatted(times, name), () -> commands.calls(name) >= times);
  }

  /** Waits until so many calls of the command have had its fault since the scene was made. */
  void awaitFaults(String name, long times) throws Exception {
    Awaiting.until("fault %d of %s".formatted(times, name), () -> commands.faults(name) >= times);
  }

  /** Has both calls end their processes by the signal KILL. */
  void kill() throws IOException {
    Victim.kill(ledger, AGAIN);
    Victim.kill(ledger, ONCE);
  }

  private VictimRemote.Calls calls() {
    return VictimRemote.on(session);
  }

  private void awaitAttempt(String name, int attempt) throws Exception {
    Awaiting.until(
        "attempt %d of %s".formatted(attempt, name),
        () -> Victim.attempts(ledger, name) >= attempt);
  }

  Set<String> hosts() throws IOException {
    Set<String> hosts = new TreeSet<>();
    for (String name : List.of(AGAIN, ONCE)) {
      hosts.add(Victim.begun(ledger, name, 1).host());
    }
    return hosts;
  }

  List<String> jobs() throws IOException {
    Begun first = Victim.begun(ledger, AGAIN, 1);
    Begun second = Victim.begun(ledger, ONCE, 1);
    return List.of(first.job(), second.job());
  }

  /** Has Slurm do something, for which it is asked again while it does not answer. */
  void slurm(String... words) throws Exception {
    Awaiting.until(
        "answer to " + List.of(words),
        () -> {
          Ran ran = lab.run(words);
          boolean done = ran.status() == 0;
          assertThat(done || isOfTheMoment(ran)).as("%s: %s", List.of(words), ran).isTrue();
          return done;
        });
  }

  private static boolean isOfTheMoment(Ran ran) {
    return new SlurmDialect().refusal(ran.err()) != GridDialect.Refusal.LASTING;
  }

  /** Asks Slurm for what ends a running job until that is done, or was the time before. */
  void endBy(String job, String... words) throws Exception {
    Awaiting.until(
        "end of job %s by %s".formatted(job, List.of(words)),
        () -> lab.run(words).status() == 0 || !runs(job));
  }

  /**
   * Returns the jobs that Slurm shows when it is asked with the options; null without an answer.
   */
  private @Nullable List<String> queue(String... options) {
    List<String> words = new ArrayList<>(List.of("squeue", "-h", "--array", "-o", "%i"));
    words.addAll(List.of(options));
    Ran ran = lab.run(words.toArray(String[]::new));
    return ran.status() == 0 ? ran.out().lines().toList() : null;
  }

  private boolean runs(String job) {
    List<String> running = queue("-t", "RUNNING");
    return running == null || running.contains(job);
  }

  /** Waits until Slurm has forgotten a job that has ended. */
  void awaitPurge(String job) throws Exception {
    Awaiting.until(
        "purged record of job " + job,
        () -> {
          List<String> known = queue("-t", "all");
          return known != null && !known.contains(job);
        });
  }

  /** Has something repaired once the calls are over, or the test. */
  void afterwards(Runnable repair) {
    repairs.push(repair);
  }

  /** Breaks something on the hosts of both calls, which is repaired after the test. */
  void breakHosts(String fault, String repair) throws IOException {
    for (String host : hosts()) {
      afterwards(() -> lab.fault(repair, host));
      lab.fault(fault, host);
    }
  }

  /**
   * Both calls have lost what they ran on: one runs again, and the other one ends for the reason.
   * Returns what its caller is told.
   */
  Throwable bothAreLost(String reason) throws Exception {
    awaitAttempt(AGAIN, 2);
    Throwable failure = catchThrowable(() -> once.join());
    assertThat(failure).isInstanceOf(WorkerLostException.class).hasMessageContaining(reason);
    Victim.open(ledger);
    assertThat(again.join()).isEqualTo(2);
    nothingIsLeft();
    assertThat(Victim.attempts(ledger, ONCE)).isEqualTo(1);
    assertThat(Victim.attempts(ledger, AGAIN)).isEqualTo(2);
    return failure;
  }

  /** Neither call has noticed anything. */
  void bothReturn() throws Exception {
    Victim.open(ledger);
    assertThat(again.join()).isEqualTo(1);
    assertThat(once.join()).isEqualTo(1);
    nothingIsLeft();
    assertThat(Victim.attempts(ledger, ONCE)).isEqualTo(1);
    assertThat(Victim.attempts(ledger, AGAIN)).isEqualTo(1);
  }

  private void nothingIsLeft() throws Exception {
    session.close();
    repair();
    Awaiting.until("empty queue", () -> List.of().equals(queue()));
    Awaiting.until("end of all workers", () -> workers() == 0);
  }

  private long workers() {
    String sign = ledger.toString();
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(sign))
        .count();
  }

  /** Ends what is left of the test, however that ended. */
  void end() throws Exception {
    if (!Files.exists(ledger)) {
      // The lab is down, and with it what was broken.
      return;
    }
    if (session != null) {
      Victim.open(ledger);
      session.close();
    }
    repair();
  }

  void repair() {
    while (!repairs.isEmpty()) {
      repairs.pop().run();
    }
  }
}
