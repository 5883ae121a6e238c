// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.WorkerLostException;
import dev.yonder.Yonder;
import dev.yonder.testkit.Lab;
import dev.yonder.testkit.Victim;
import dev.yonder.testkit.Victim.Begun;
import dev.yonder.testkit.VictimRemote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What becomes of calls when something breaks in a real Slurm: those that may run again do, those
 * that must not end with Slurm's reason, and nothing is left behind.
 *
 * <p>In each test two calls are under way when the fault comes: {@code again}, and {@code once},
 * which is not idempotent.
 */
@Timeout(240)
abstract class SlurmFaultsContract {
  /** Tests that are long, or much like another one. */
  static final String THOROUGH = "thorough";

  private static final Duration LIMIT = Duration.ofSeconds(100);
  private static final String AGAIN = "again";
  private static final String ONCE = "once";

  @RegisterExtension final FaultTable table = new FaultTable(mode());

  private String commandTimeout = "1m";
  private final Deque<Callable<?>> repairs = new ArrayDeque<>();
  private Lab lab;
  private FaultyCommands commands;
  private Path ledger;
  private Session session;
  private RemoteFuture<Integer> again;
  private RemoteFuture<Integer> once;

  /** Returns the setting {@code mode}. */
  abstract String mode();

  /** Returns more lines of the profile. */
  abstract String settings();

  @BeforeEach
  void find() throws IOException {
    use(Lab.slurm());
  }

  private void use(Lab other) throws IOException {
    lab = other;
    ledger = Files.createTempDirectory(lab.file("shared"), "faults");
    commands = new FaultyCommands(lab, ledger.resolve("bin"));
  }

  private void open(String more) throws IOException {
    String settings =
        """
        [profiles.faults]
        backend = "slurm"
        mode = "%s"
        directory = "%s"
        bin = "%s"
        poll = "1s"
        walltime = "10m"
        options = ["--chdir=/"]
        command-timeout = "%s"
        %s
        %s
        """
            .formatted(
                mode(),
                ledger.resolve("runs"),
                commands.directory(),
                commandTimeout,
                settings(),
                more);
    session =
        Yonder.builder()
            .profile("faults")
            .settingsFile(Files.writeString(ledger.resolve("yonder.toml"), settings))
            .retryDelay(Duration.ofMillis(1))
            .progress(false)
            .open();
  }

  /** Opens a session, and has both calls under way. */
  private void begin() throws Exception {
    open("");
    again = calls().held(ledger.toString(), AGAIN);
    once = calls().heldOnce(ledger.toString(), ONCE);
    awaitAttempt(AGAIN, 1);
    awaitAttempt(ONCE, 1);
  }

  private VictimRemote.Calls calls() {
    return VictimRemote.on(session);
  }

  private void awaitAttempt(String name, int attempt) throws Exception {
    await(
        "attempt %d of %s".formatted(attempt, name),
        () -> Victim.attempts(ledger, name) >= attempt);
  }

  private static void await(String what, Callable<Boolean> reached) throws Exception {
    Instant deadline = Instant.now().plus(LIMIT);
    while (!reached.call()) {
      assertThat(Instant.now()).as("%s within %s", what, LIMIT).isBefore(deadline);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private Set<String> hosts() throws IOException {
    Set<String> hosts = new TreeSet<>();
    for (String name : List.of(AGAIN, ONCE)) {
      hosts.add(Victim.begun(ledger, name, 1).host());
    }
    return hosts;
  }

  private List<String> jobs() throws IOException {
    Begun first = Victim.begun(ledger, AGAIN, 1);
    Begun second = Victim.begun(ledger, ONCE, 1);
    return List.of(first.job(), second.job());
  }

  private void slurm(String... words) {
    assertThat(lab.run(words).status()).as("%s", List.of(words)).isZero();
  }

  /** Breaks something on the hosts of both calls, which is repaired after the test. */
  private void breakHosts(String fault, String repair) throws IOException {
    for (String host : hosts()) {
      repairs.push(
          () -> {
            lab.fault(repair, host);
            return null;
          });
      lab.fault(fault, host);
    }
  }

  /**
   * Both calls have lost what they ran on: one runs again, and the other one ends for the reason.
   */
  final void bothAreLost(String reason) throws Exception {
    awaitAttempt(AGAIN, 2);
    Throwable failure = catchThrowable(() -> once.join());
    assertThat(failure).isInstanceOf(WorkerLostException.class).hasMessageContaining(reason);
    table.told(failure);
    Victim.open(ledger);
    assertThat(again.join()).isEqualTo(2);
    nothingIsLeft();
    assertThat(Victim.attempts(ledger, ONCE)).isEqualTo(1);
    assertThat(Victim.attempts(ledger, AGAIN)).isEqualTo(2);
  }

  /** Neither call has noticed anything. */
  final void bothReturn() throws Exception {
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
    await("an empty queue", () -> lab.run("squeue", "-h").out().isBlank());
    await("the end of all workers", () -> workers() == 0);
  }

  private long workers() {
    String sign = ledger.toString();
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(sign))
        .count();
  }

  @AfterEach
  void end() throws Exception {
    if (session != null) {
      Victim.open(ledger);
      session.close();
    }
    repair();
  }

  private void repair() throws Exception {
    while (!repairs.isEmpty()) {
      repairs.pop().call();
    }
  }

  @Test
  @DisplayName("node crashed")
  void nodeCrashed() throws Exception {
    lab.requireNetwork();
    begin();
    breakHosts("crash", "start");
    bothAreLost("NODE_FAIL (NodeDown)");
  }

  @Test
  @DisplayName("node set down")
  void nodeSetDown() throws Exception {
    begin();
    for (String host : hosts()) {
      repairs.push(() -> lab.run("scontrol", "update", "nodename=" + host, "state=resume"));
      slurm("scontrol", "update", "nodename=" + host, "state=down", "reason=test");
    }
    bothAreLost("NODE_FAIL");
  }

  @Test
  @DisplayName("slurmd stopped, job runs on")
  void slurmdStopped() throws Exception {
    lab.requireNetwork();
    begin();
    breakHosts("stop", "continue");
    afterSlurmdStopped();
  }

  /** A pilot is still there for its program; of a job, Slurm says that it is lost. */
  abstract void afterSlurmdStopped() throws Exception;

  @Test
  @DisplayName("job cancelled by hand")
  void cancelledByHand() throws Exception {
    begin();
    for (String job : jobs()) {
      slurm("scancel", job);
    }
    bothAreLost("CANCELLED");
  }

  @Test
  @DisplayName("killed by a signal")
  void killedBySignal() throws Exception {
    begin();
    Victim.kill(ledger, AGAIN);
    Victim.kill(ledger, ONCE);
    bothAreLost("signal 9");
  }

  @Test
  @DisplayName("time limit")
  void timeLimit() throws Exception {
    begin();
    for (String job : jobs()) {
      slurm("scontrol", "update", "jobid=" + job, "EndTime=now");
    }
    bothAreLost("TIMEOUT (TimeLimit)");
  }

  private void memoryLimit(String reason) throws Exception {
    open("memory = \"256 MiB\"\njvm = [\"-XX:MaxDirectMemorySize=1g\"]");
    again = calls().hungry(ledger.toString(), AGAIN, 600);
    once = calls().hungryOnce(ledger.toString(), ONCE, 600);
    bothAreLost(reason);
  }

  @Test
  @DisplayName("memory limit, seen by slurmd")
  void memoryLimit() throws Exception {
    memoryLimit("Exceeded job memory limit");
  }

  @Test
  @Tag(THOROUGH)
  @DisplayName("memory limit, by a control group")
  void memoryLimitOfControlGroup() throws Exception {
    try (Lab other = Lab.own("slurm", "--cgroups")) {
      use(other);
      memoryLimit("OUT_OF_MEMORY");
      session = null;
    }
  }

  @Test
  @DisplayName("job requeued")
  void requeued() throws Exception {
    begin();
    for (String job : jobs()) {
      slurm("scontrol", "update", "jobid=" + job, "requeue=1");
      slurm("scontrol", "requeue", job);
    }
    bothAreLost("queued again");
  }

  @Test
  @DisplayName("slurmctld restarted")
  void controllerRestarted() throws Exception {
    begin();
    lab.fault("restart-controller");
    bothReturn();
  }

  @Test
  @DisplayName("slurmctld away while calls are made")
  void controllerAway() throws Exception {
    begin();
    repairs.push(
        () -> {
          lab.fault("start-controller");
          return null;
        });
    lab.fault("stop-controller");
    RemoteFuture<Integer> more = calls().held(ledger.toString(), "more");
    RemoteFuture<Integer> most = calls().held(ledger.toString(), "most");
    commandsAreCalled("sbatch", 2);
    repair();
    awaitAttempt("more", 1);
    awaitAttempt("most", 1);
    Victim.open(ledger);
    assertThat(more.join() + most.join()).isEqualTo(2);
    bothReturn();
  }

  private void commandsAreCalled(String name, int times) throws Exception {
    long before = commands.count(name);
    await(times + " calls of " + name, () -> commands.count(name) >= before + times);
  }

  /** While the end of a job cannot be seen, nothing is guessed; afterwards it is told. */
  private void squeue(FaultyCommands.Fault fault) throws Exception {
    begin();
    commands.begin("squeue", fault);
    Victim.kill(ledger, AGAIN);
    Victim.kill(ledger, ONCE);
    commandsAreCalled("squeue", 1);
    assertThat(once.isDone()).isFalse();
    commands.end("squeue");
    bothAreLost("signal 9");
  }

  @Test
  @DisplayName("squeue fails")
  void squeueFails() throws Exception {
    squeue(FaultyCommands.Fault.FAILS);
  }

  @Test
  @DisplayName("squeue hangs")
  void squeueHangs() throws Exception {
    commandTimeout = "5s";
    squeue(FaultyCommands.Fault.HANGS);
  }

  @Test
  @DisplayName("squeue prints rubbish")
  void squeuePrintsRubbish() throws Exception {
    squeue(FaultyCommands.Fault.PRINTS_RUBBISH);
  }

  /** Calls wait for as long as their jobs cannot be submitted, and then run once. */
  private void sbatch(FaultyCommands.Fault fault) throws Exception {
    begin();
    commands.begin("sbatch", fault);
    RemoteFuture<Integer> more = calls().heldOnce(ledger.toString(), "more");
    RemoteFuture<Integer> most = calls().heldOnce(ledger.toString(), "most");
    commandsAreCalled("sbatch", 1);
    commands.end("sbatch");
    awaitAttempt("more", 1);
    awaitAttempt("most", 1);
    Victim.open(ledger);
    assertThat(more.join() + most.join()).isEqualTo(2);
    bothReturn();
  }

  @Test
  @DisplayName("sbatch fails")
  void sbatchFails() throws Exception {
    sbatch(FaultyCommands.Fault.FAILS);
  }

  @Test
  @DisplayName("sbatch hangs, and has submitted nothing")
  void sbatchHangs() throws Exception {
    commandTimeout = "5s";
    sbatch(FaultyCommands.Fault.HANGS);
  }

  @Test
  @DisplayName("sbatch hangs, and has submitted")
  void sbatchLosesItsAnswer() throws Exception {
    commandTimeout = "5s";
    sbatch(FaultyCommands.Fault.LOSES_ITS_ANSWER);
  }

  @Test
  @DisplayName("sbatch prints rubbish, and has submitted nothing")
  void sbatchPrintsRubbish() throws Exception {
    sbatch(FaultyCommands.Fault.PRINTS_RUBBISH);
  }

  @Test
  @DisplayName("sbatch prints rubbish, and has submitted")
  void sbatchAnswersRubbish() throws Exception {
    sbatch(FaultyCommands.Fault.ANSWERS_RUBBISH);
  }

  @Test
  @Tag(THOROUGH)
  @DisplayName("record purged")
  void recordPurged() throws Exception {
    try (Lab other = Lab.own("slurm", "--min-job-age", "2")) {
      use(other);
      begin();
      commands.begin("squeue", FaultyCommands.Fault.FAILS);
      Victim.kill(ledger, AGAIN);
      Victim.kill(ledger, ONCE);
      for (String job : jobs()) {
        await(
            "a purged record",
            () -> lab.run("squeue", "-h", "-t", "all", "-j", job).out().isBlank());
      }
      commands.end("squeue");
      bothAreLost("nothing");
      session = null;
    }
  }
}
