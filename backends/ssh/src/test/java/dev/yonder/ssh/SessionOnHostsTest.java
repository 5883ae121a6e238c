// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.testkit.Ran;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole sessions on hosts with a real sshd; the time limit only ends a hang. */
@Timeout(120)
class SessionOnHostsTest extends OnHosts {
  private static final List<String> ALL = List.of("node1", "node2", "node3");
  private static final int SQUARES = 100;
  private static final int SUM_OF_SQUARES = 328_350;
  private static final int LENGTH = 500_000;

  @Override
  List<String> hosts() {
    return ALL;
  }

  private Session open(String... hosts) {
    return HostSessions.open(lab(), settings(), hosts);
  }

  private String onHost(String host, String command) {
    Ran ran = lab().run("ssh", host, command);
    assertThat(ran.status()).as("%s on %s: %s", command, host, ran).isZero();
    return ran.out();
  }

  @Test
  void aProgramRunsOnAllHostsThroughJumpsAndPastWhatStartFilesPrint() {
    String print = "echo 'echo Welcome; echo oh >&2' | tee ~/.bashrc >~/.profile";
    onHost("node2", print);
    onHost("node3", print);
    try (Session session = open("node1 slots=1", "node2-via-node1 slots=1", "node3 slots=1")) {
      assertThat(HostSessions.awaitAll(session, Set.copyOf(ALL)))
          .containsExactlyInAnyOrderElementsOf(ALL);
      assertThat(HostSessions.sumOfSquares(session, SQUARES)).isEqualTo(SUM_OF_SQUARES);
      RemoteFuture<String> printing = HostWorkRemote.on(session).print("hällo");
      printing.join();
      assertThat(printing.log()).isEqualTo("hällo\n");
    } finally {
      onHost("node2", "rm ~/.bashrc ~/.profile");
      onHost("node3", "rm ~/.bashrc ~/.profile");
    }
  }

  @Test
  void closingWhileAHostStartsAnewLeavesNothingAndTellsNothing() throws Exception {
    try (Warnings warnings = Warnings.open()) {
      try (Session session = open("node1 slots=1", "node2 slots=1")) {
        HostSessions.awaitAll(session, Set.of("node1", "node2"));
        HostSessions.crashOn(session, "node2");
      }
      assertThat(warnings.next()).matches("(?s)worker tried-\\d-2 is gone: .*");
      assertThat(warnings.isEmpty()).isTrue();
    }
  }

  @Test
  void aHostWithoutRoomForTheCodeIsToldAndTheOthersGoOn() throws Exception {
    lab().fault("fill", "node2");
    try (Warnings warnings = Warnings.open()) {
      try (Session session = open("node1 slots=1", "node2 slots=1 directory=~/disk")) {
        assertThat(warnings.next())
            .startsWith(
                "there is no worker for now, because on host node2 the disk with"
                    + " /home/yonder-lab/disk/code is full: ")
            .contains("No space left on device")
            .endsWith(
                "Free room there, or name another directory with directory=… behind the host");
        assertThat(HostSessions.sumOfSquares(session, SQUARES)).isEqualTo(SUM_OF_SQUARES);
        assertThat(HostSessions.awaitAll(session, Set.of("node1"))).containsExactly("node1");
      }
      assertThat(warnings.isEmpty()).isTrue();
      assertThatThrownBy(() -> open("node2 directory=~/disk"))
          .hasMessageStartingWith(
              "the profile tried has no workers, because on host node2 the disk with"
                  + " /home/yonder-lab/disk/code is full: ");
    } finally {
      lab().fault("free", "node2");
    }
    try (Session session = open("node2 directory=~/disk")) {
      assertThat(HostWorkRemote.on(session).host().join()).isEqualTo("node2");
    } finally {
      onHost("node2", "rm -rf ~/disk/code");
    }
  }

  @Test
  void aDiskThatFillsUpInTheMiddleFailsOnlyWhatNeedsRoom() throws Exception {
    try (Session session = open("node2 slots=1 memory=128MiB directory=~/disk")) {
      assertThat(HostWorkRemote.on(session).host().join()).isEqualTo("node2");
      lab().fault("fill", "node2");
      assertThat(HostSessions.sumOfSquares(session, SQUARES)).isEqualTo(SUM_OF_SQUARES);
      RemoteFuture<String> printing = HostWorkRemote.on(session).print("still here");
      printing.join();
      assertThat(printing.log()).isEqualTo("still here\n");
      List<RemoteFuture<double[]>> kept = new ArrayList<>();
      List<Throwable> refused = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        RemoteFuture<double[]> future = HostWorkRemote.on(session).fill(LENGTH, i);
        try {
          assertThat(HostWorkRemote.on(session).sum(future).get()).isEqualTo((double) LENGTH * i);
          kept.add(future);
        } catch (ExecutionException e) {
          refused.add(e.getCause().getCause());
        }
      }
      assertThat(kept).hasSizeGreaterThan(4);
      assertThat(refused)
          .hasSizeGreaterThan(4)
          .allSatisfy(
              e ->
                  assertThat(e)
                      .hasMessageContaining("/home/yonder-lab/disk/runs/yonder-ssh.")
                      .hasMessageContaining("has no room for more (No space left on device)"));
      lab().fault("free", "node2");
      RemoteFuture<double[]> later = HostWorkRemote.on(session).fill(LENGTH, 1);
      assertThat(HostWorkRemote.on(session).sum(later).get()).isEqualTo(LENGTH);
      for (int i = 0; i < kept.size(); i++) {
        assertThat(kept.get(i).get()).hasSize(LENGTH);
      }
    } finally {
      lab().fault("free", "node2");
      onHost("node2", "rm -rf ~/disk/code");
    }
  }
}
