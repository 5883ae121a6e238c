// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whether the Slurm cluster is what tests take it for; the time limit only ends a hang. */
@Timeout(400)
class SlurmLabTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final List<String> repairs = new ArrayList<>();
  private Lab lab;

  @BeforeEach
  void open() {
    lab = Lab.slurm();
  }

  private void fault(String fault, String repair) {
    repairs.add(repair);
    lab.fault(fault.split(" ", -1));
  }

  @AfterEach
  void repair() {
    while (!repairs.isEmpty()) {
      lab.fault(repairs.remove(0).split(" ", -1));
    }
  }

  private String out(String... words) {
    Ran ran = lab.run(words);
    assertThat(ran.status()).as("%s: %s", String.join(" ", words), ran).isZero();
    return ran.out().strip();
  }

  /** Asks until the answer is the one that is awaited. */
  private void await(String what, String answer, String... words) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    Ran last = lab.run(words);
    // A question that fails is none of the answers.
    while (last.status() != 0 || !last.out().strip().equals(answer)) {
      assertThat(System.nanoTime()).as("%s; the last answer was: %s", what, last).isLessThan(end);
      // Only between two questions: Slurm tells nobody by itself.
      Thread.sleep(100);
      last = lab.run(words);
    }
  }

  private void awaitState(String node, String state) throws Exception {
    await(node + " to be " + state, state, "sinfo", "-h", "-p", "main", "-n", node, "-o", "%T");
  }

  @Test
  void stepsRunOnAllNodes() {
    lab.requireNetwork();
    assertThat(out("srun", "--chdir=/", "-N", "4", "hostname").lines())
        .containsExactlyInAnyOrder("n1", "n2", "n3", "n4");
  }

  @Test
  void jobsWriteIntoTheSharedDirectoryAndSeeNothingOfTheCheckout() throws Exception {
    StringBuilder look = new StringBuilder("echo begun");
    for (Path path : SshLabTest.hidden()) {
      look.append("; ls -A '%s' 2>/dev/null".formatted(path));
    }
    Path output = lab.file("shared").resolve("output");
    String job =
        out("sbatch", "--parsable", "--chdir=/", "--output=" + output, "--wrap=" + look + "; true");
    await("the end of the job", "", "squeue", "-h", "-j", job);
    lab.requireNetwork();
    assertThat(Files.readString(output).strip()).isEqualTo("begun");
  }

  @Test
  void lostNodesAndTheControllerComeBack() throws Exception {
    lab.requireNetwork();
    String job = out("sbatch", "--parsable", "--hold", "--chdir=/", "--wrap=true");
    fault("crash n2", "start n2");
    fault("cut n3", "heal n3");
    fault("stop n4", "continue n4");
    for (String node : List.of("n2", "n3", "n4")) {
      awaitState(node, "down*");
    }
    awaitState("n1", "idle");

    repair();
    fault("stop-controller", "start-controller");
    assertThat(lab.run("sinfo").status()).isNotZero();
    // Looks for all nodes at once, where it else takes its time with those that were down.
    repair();
    for (String node : List.of("n2", "n3", "n4")) {
      awaitState(node, "idle");
    }
    assertThat(out("squeue", "-h", "-j", job, "-o", "%T")).isEqualTo("PENDING");
    out("scancel", job);
  }
}
