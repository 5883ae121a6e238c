// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whether the Slurm cluster is what tests take it for; the time limit only ends a hang. */
@Timeout(120)
class SlurmLabTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Map<String, String> repairs = new HashMap<>();
  private Lab lab;

  @BeforeEach
  void open() {
    lab = Lab.slurm();
  }

  @AfterEach
  void repair() {
    repairs.forEach((node, verb) -> lab.fault(verb, node));
  }

  private void fault(String verb, String node, String repair) {
    repairs.put(node, repair);
    lab.fault(verb, node);
  }

  private void repair(String node) {
    lab.fault(repairs.remove(node), node);
  }

  private String out(String... words) {
    Ran ran = lab.run(words);
    assertThat(ran.status()).as("%s: %s", String.join(" ", words), ran).isZero();
    return ran.out().strip();
  }

  /** Asks until the answer is the one that is awaited. */
  private void await(String what, Predicate<String> answer, String... words) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    String last = out(words);
    while (!answer.test(last)) {
      assertThat(System.nanoTime()).as("%s; the last answer was: %s", what, last).isLessThan(end);
      Thread.sleep(100);
      last = out(words);
    }
  }

  private String stateOf(String node) {
    return out("sinfo", "-h", "-p", "main", "-n", node, "-o", "%T");
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
    await("the end of the job", String::isEmpty, "squeue", "-h", "-j", job);
    lab.requireNetwork();
    assertThat(Files.readString(output).strip()).isEqualTo("begun");
  }

  @Test
  void lostNodesAreDownAndComeBack() throws Exception {
    lab.requireNetwork();
    fault("crash", "n2", "start");
    fault("cut", "n3", "heal");
    fault("stop", "n4", "continue");
    for (String node : List.of("n2", "n3", "n4")) {
      await(node + " to be down", s -> s.equals("down*"), "sinfo", "-hpmain", "-n", node, "-o%T");
    }
    assertThat(stateOf("n1")).isEqualTo("idle");

    for (String node : List.of("n2", "n3", "n4")) {
      repair(node);
    }
    for (String node : List.of("n2", "n3", "n4")) {
      await(node + " to be back", s -> s.equals("idle"), "sinfo", "-hpmain", "-n", node, "-o%T");
    }
  }

  @Test
  void theControllerForgetsNothingWhenItIsAway() throws IOException {
    String job = out("sbatch", "--parsable", "--hold", "--chdir=/", "--wrap=true");
    lab.fault("stop-controller");
    assertThat(lab.run("sinfo").status()).isNotZero();
    lab.fault("start-controller");
    assertThat(out("squeue", "-h", "-j", job, "-o", "%T")).isEqualTo("PENDING");
    out("scancel", job);
  }
}
