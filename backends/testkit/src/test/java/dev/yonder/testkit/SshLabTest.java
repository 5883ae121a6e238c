// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whether the hosts with sshd are what tests take them for; the time limit only ends a hang. */
@Timeout(120)
class SshLabTest {
  private static final int FAILED = 255;

  private final Set<String> broken = new HashSet<>();
  private Lab lab;

  @BeforeEach
  void open() {
    lab = Lab.ssh();
  }

  @AfterEach
  void repair() {
    for (String node : broken) {
      lab.fault("heal", node);
      lab.fault("start", node);
    }
  }

  private void fault(String verb, String node) {
    broken.add(node);
    lab.fault(verb, node);
  }

  private String out(String host, String command) {
    Ran ran = lab.run("ssh", host, command);
    assertThat(ran.status()).as("%s on %s: %s", command, host, ran).isZero();
    return ran.out().strip();
  }

  @Test
  void hostsAnswerToTheirNames() {
    for (String node : List.of("node1", "node2", "node3")) {
      assertThat(lab.run("ssh", node, "true").status()).as(node).isZero();
    }
    assertThat(lab.settings()).isRegularFile();
    assertThat(lab.profile()).isEqualTo("lab-ssh");
  }

  @Test
  void hostsHaveNamesUsersAndFilesOfTheirOwn() {
    lab.requireNetwork();
    String who = "echo $(hostname) $(id -un) $HOME";
    assertThat(out("node1", who)).isEqualTo("node1 yonder-lab /home/yonder-lab");
    assertThat(out("node2-via-node1", who)).isEqualTo("node2 yonder-lab /home/yonder-lab");
    assertThat(out("node3", who)).isEqualTo("node3 yonder-lab /home/yonder-lab");

    out("node1", "echo 1 | tee ~/mine /tmp/mine /dev/shm/mine; echo all >~/shared/ours");
    assertThat(out("node2", "cat ~/mine /tmp/mine /dev/shm/mine 2>/dev/null; cat ~/shared/ours"))
        .isEqualTo("all");
  }

  @Test
  void hostsSeeNothingOfTheCheckoutAndOfMaven() {
    lab.requireNetwork();
    for (Path path : hidden()) {
      assertThat(path).isNotEmptyDirectory();
      assertThat(out("node2", "ls -A '%s' 2>/dev/null || true".formatted(path))).isEmpty();
    }
  }

  /** Directories of this machine that a program on a host must do without. */
  static List<Path> hidden() {
    Path repository = Path.of(System.getProperty("user.home"), ".m2");
    return Files.exists(repository) ? List.of(Lab.checkout(), repository) : List.of(Lab.checkout());
  }

  @Test
  void aPasswordIsAskedForWhereThereIsNoKey() {
    lab.requireNetwork();
    assertThat(out("node3-password", "hostname")).isEqualTo("node3");
    assertThat(lab.run("ssh", "-o", "BatchMode=yes", "node3-password", "true").err())
        .contains("Permission denied (keyboard-interactive)");
  }

  @Test
  void aHostThatIsCutIsSilentUntilItIsHealed() {
    lab.requireNetwork();
    fault("cut", "2");
    Ran cut = lab.run("ssh", "-o", "ConnectTimeout=1", "node2", "true");
    assertThat(cut.status()).isEqualTo(FAILED);
    assertThat(cut.err()).contains("timed out");
    assertThat(out("node1", "echo here")).as("its neighbour").isEqualTo("here");

    lab.fault("heal", "2");
    assertThat(out("node2", "echo again")).isEqualTo("again");
  }

  @Test
  void aCrashEndsWhatRunsOnTheHost() throws Exception {
    CompletableFuture<Ran> login =
        CompletableFuture.supplyAsync(
            () -> lab.run("ssh", "node1", "touch ~/shared/runs && exec sleep 600"));
    out("node2", "until [ -e ~/shared/runs ]; do sleep 0.1; done; rm ~/shared/runs");
    fault("crash", "1");
    assertThat(login.get().status()).isEqualTo(FAILED);
    assertThat(lab.run("ssh", "node1", "true").err()).contains("Connection refused");

    lab.fault("start", "1");
    out("node1", "true");
  }

  @Test
  void loginsOutliveTheListener() throws Exception {
    String session = "touch ~/shared/begun; until [ -e ~/shared/end ]; do sleep 0.1; done";
    CompletableFuture<Ran> login =
        CompletableFuture.supplyAsync(() -> lab.run("ssh", "node3", session + "; echo ended"));
    out("node2", "until [ -e ~/shared/begun ]; do sleep 0.1; done");

    fault("reap", "3");
    assertThat(lab.run("ssh", "node3", "true").err()).contains("Connection refused");
    out("node2", "touch ~/shared/end");
    assertThat(login.get().out()).contains("ended");

    lab.fault("start", "3");
    out("node3", "rm ~/shared/begun ~/shared/end");
  }

  @Test
  void aDiskThatIsFullHasNoRoomUntilItIsFreed() {
    lab.requireNetwork();
    String write = "echo more >~/disk/file";
    lab.fault("fill", "2");
    try {
      assertThat(lab.run("ssh", "node2", "LC_ALL=C; " + write).err())
          .contains("No space left on device");
      assertThat(out("node2", "echo home >~/file && cat ~/file && rm ~/file")).isEqualTo("home");
      out("node1", write + " && rm ~/disk/file");
    } finally {
      lab.fault("free", "2");
    }
    out("node2", write + " && rm ~/disk/file");
  }

  @Test
  void aHostThatRefusesLoginsSaysSo() {
    fault("refuse", "1");
    assertThat(lab.run("ssh", "node1", "true").err()).contains("Permission denied (publickey)");
    lab.fault("heal", "1");
    out("node1", "true");
  }
}
