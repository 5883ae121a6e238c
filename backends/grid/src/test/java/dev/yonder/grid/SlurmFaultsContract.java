// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import dev.yonder.testkit.Lab;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What becomes of calls when something breaks in a real Slurm: those that may run again do, those
 * that must not end with Slurm's reason, and nothing is left behind.
 */
@Timeout(240)
abstract class SlurmFaultsContract {
  /** Tests that are long, or that take what not every machine has. */
  static final String THOROUGH = "thorough";

  private static final String HASTY = "command-timeout = \"5s\"";

  @RegisterExtension final FaultTable table = new FaultTable(mode());

  private @Nullable FaultScene scene;

  /** Returns the setting {@code mode}. */
  abstract String mode();

  private FaultScene scene(Lab lab, String... profile) throws IOException {
    List<String> lines = new ArrayList<>(List.of(profile));
    lines.add("mode = \"%s\"".formatted(mode()));
    scene = new FaultScene(lab, lines);
    return scene;
  }

  /** Returns a scene whose calls are under way on the cluster that tests share. */
  final FaultScene begun(String... profile) throws Exception {
    FaultScene begun = scene(Lab.slurm(), profile);
    begun.begin();
    return begun;
  }

  /** Both calls have lost what they ran on: one runs again, and the other ends for the reason. */
  final void lost(FaultScene seen, String reason) throws Exception {
    table.told(seen.bothAreLost(reason));
  }

  @AfterEach
  void end() throws Exception {
    if (scene != null) {
      scene.end();
    }
  }

  @Test
  @DisplayName("node crashed")
  void nodeCrashed() throws Exception {
    // Slurm must find the node lost before the program gives up the worker.
    try (Lab lab = Lab.own("slurm", "--message-timeout", "2")) {
      lab.requireNetwork();
      FaultScene seen = scene(lab);
      seen.begin();
      seen.breakHosts("crash", "start");
      lost(seen, "NODE_FAIL (NodeDown)");
    }
  }

  @Test
  @DisplayName("node set down")
  void nodeSetDown() throws Exception {
    FaultScene seen = begun();
    for (String host : seen.hosts()) {
      // Refused where the node has come back by itself.
      seen.afterwards(
          () -> Lab.slurm().run("scontrol", "update", "nodename=" + host, "state=resume"));
    }
    // At once: what is lost on the first would else be run again on the second.
    String hosts = "nodename=" + String.join(",", seen.hosts());
    seen.slurm("scontrol", "update", hosts, "state=down", "reason=test");
    lost(seen, "NODE_FAIL");
  }

  @Test
  @DisplayName("slurmd stopped, job runs on")
  void slurmdStopped() throws Exception {
    Lab.slurm().requireNetwork();
    FaultScene seen = begun();
    seen.breakHosts("stop", "continue");
    afterSlurmdStopped(seen);
  }

  /** A pilot is still there for its program; of a job, Slurm says that it is lost. */
  abstract void afterSlurmdStopped(FaultScene seen) throws Exception;

  @Test
  @DisplayName("job cancelled by hand")
  void cancelledByHand() throws Exception {
    FaultScene seen = begun();
    for (String job : seen.jobs()) {
      seen.slurm("scancel", job);
    }
    lost(seen, "CANCELLED");
  }

  @Test
  @DisplayName("killed by a signal")
  void killedBySignal() throws Exception {
    FaultScene seen = begun();
    seen.kill();
    lost(seen, "signal 9");
  }

  @Test
  @DisplayName("time limit")
  void timeLimit() throws Exception {
    FaultScene seen = begun();
    for (String job : seen.jobs()) {
      // Refused where the second of that now is over when Slurm comes to look at it.
      seen.endBy(job, "scontrol", "update", "jobid=" + job, "EndTime=now");
    }
    lost(seen, "TIMEOUT (TimeLimit)");
  }

  private void memoryLimit(Lab lab, String reason) throws Exception {
    FaultScene seen = scene(lab, "memory = \"256 MiB\"", "jvm = [\"-XX:MaxDirectMemorySize=1g\"]");
    seen.beginHungry(/* mebibytes= */ 350);
    lost(seen, reason);
  }

  @Test
  @DisplayName("memory limit, seen by slurmd")
  void memoryLimit() throws Exception {
    // What the controller adds for it may be overtaken by the end of the job.
    memoryLimit(Lab.slurm(), "exceeded memory limit (");
  }

  @Test
  @Tag(THOROUGH)
  @DisplayName("memory limit, by a control group")
  void memoryLimitOfControlGroup() throws Exception {
    try (Lab lab = Lab.own("slurm", "--cgroups")) {
      memoryLimit(lab, "OUT_OF_MEMORY");
    }
  }

  @Test
  @DisplayName("job requeued")
  void requeued() throws Exception {
    FaultScene seen = begun();
    for (String job : seen.jobs()) {
      seen.slurm("scontrol", "update", "jobid=" + job, "requeue=1");
      seen.endBy(job, "scontrol", "requeue", job);
    }
    lost(seen, "queued again");
  }

  @Test
  @DisplayName("slurmctld restarted")
  void controllerRestarted() throws Exception {
    FaultScene seen = begun();
    Lab.slurm().fault("restart-controller");
    seen.bothReturn();
  }

  @Test
  @DisplayName("slurmctld away while calls are made")
  void controllerAway() throws Exception {
    FaultScene seen = begun();
    seen.afterwards(() -> Lab.slurm().fault("start-controller"));
    Lab.slurm().fault("stop-controller");
    long before = seen.commands().calls("sbatch");
    seen.makeMoreCalls();
    seen.awaitCalls("sbatch", before + 2);
    seen.repair();
    seen.moreCallsReturn();
    seen.bothReturn();
  }

  /**
   * Waits until no answer of {@code squeue} is on its way any more that was asked for before it had
   * its fault.
   */
  abstract void awaitBlindness(FaultScene seen) throws Exception;

  /** While the end of a job cannot be seen, nothing is guessed; afterwards it is told. */
  private void squeue(FaultyCommands.Fault fault, String... profile) throws Exception {
    FaultScene seen = begun(profile);
    seen.commands().begin("squeue", fault);
    awaitBlindness(seen);
    long before = seen.commands().faults("squeue");
    seen.kill();
    seen.awaitFaults("squeue", before + 1);
    seen.nothingIsTold();
    seen.commands().end("squeue");
    lost(seen, "signal 9");
  }

  @Test
  @DisplayName("squeue fails")
  void squeueFails() throws Exception {
    squeue(FaultyCommands.Fault.FAILS);
  }

  @Test
  @DisplayName("squeue hangs")
  void squeueHangs() throws Exception {
    squeue(FaultyCommands.Fault.HANGS, HASTY);
  }

  @Test
  @DisplayName("squeue prints rubbish")
  void squeuePrintsRubbish() throws Exception {
    squeue(FaultyCommands.Fault.PRINTS_RUBBISH);
  }

  /** Calls wait for as long as their jobs cannot be submitted, and then run once. */
  private void sbatch(FaultyCommands.Fault fault, String... profile) throws Exception {
    FaultScene seen = begun(profile);
    seen.commands().begin("sbatch", fault);
    seen.makeMoreCalls();
    seen.awaitFaults("sbatch", 1);
    seen.commands().end("sbatch");
    seen.moreCallsReturn();
    seen.bothReturn();
  }

  @Test
  @DisplayName("sbatch fails")
  void sbatchFails() throws Exception {
    sbatch(FaultyCommands.Fault.FAILS);
  }

  @Test
  @DisplayName("sbatch hangs, and has submitted nothing")
  void sbatchHangs() throws Exception {
    sbatch(FaultyCommands.Fault.HANGS, HASTY);
  }

  @Test
  @DisplayName("sbatch hangs, and has submitted")
  void sbatchLosesItsAnswer() throws Exception {
    sbatch(FaultyCommands.Fault.LOSES_ITS_ANSWER, HASTY);
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
    try (Lab lab = Lab.own("slurm", "--min-job-age", "2")) {
      FaultScene seen = scene(lab);
      seen.begin();
      seen.commands().begin("squeue", FaultyCommands.Fault.FAILS);
      awaitBlindness(seen);
      seen.kill();
      for (String job : seen.jobs()) {
        seen.awaitPurge(job);
      }
      seen.commands().end("squeue");
      lost(seen, "nothing");
    }
  }
}
