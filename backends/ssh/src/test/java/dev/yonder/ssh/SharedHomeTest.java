// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.Session;
import dev.yonder.spi.WorkerLaunch;
import dev.yonder.testkit.Lab;
import dev.yonder.testkit.Ran;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that share one home; the time limit only ends a hang. */
@Timeout(120)
class SharedHomeTest {
  private static final int NUMBER_OF_BYTES = 3 << 20;
  private static final List<String> ALL = List.of("node1", "node2", "node3");
  private static Lab lab;

  @TempDir private Path directory;

  @BeforeAll
  static void up() {
    lab = Lab.own("ssh", "--shared-home");
  }

  @AfterAll
  static void down() {
    if (lab != null) {
      lab.close();
    }
  }

  private static String onHost(String host, String command) {
    Ran ran = lab.run("ssh", host, command);
    assertThat(ran.status()).as("%s on %s: %s", command, host, ran).isZero();
    return ran.out();
  }

  @Test
  void codeIsSentOnceThoughAllHostsWantItAtTheSameTime() {
    try (HostBackends backends = new HostBackends()) {
      SshBackend backend = backends.open(lab, Map.of(), "node1", "node2", "node3");
      WorkerLaunch.CodeFile jar =
          EchoLaunch.jar(directory.resolve("large"), new byte[NUMBER_OF_BYTES]);
      EchoLaunch launch = new EchoLaunch(17, List.of(jar), EchoLaunch.ECHO);
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int number = 1; number <= 3; number++) {
        int host = number;
        all.add(CompletableFuture.runAsync(() -> answers(backend, host, launch)));
      }
      all.forEach(CompletableFuture::join);
      assertThat(backends.count("sh into ")).isEqualTo(1);
    }
  }

  private static void answers(SshBackend backend, int host, EchoLaunch launch) {
    try {
      HostBackends.answers(backend, host, launch);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void workersDoNotDisturbOneAnotherAndLeaveOneCopyOfTheCode() {
    lab.requireNetwork();
    Path file = directory.resolve("yonder.toml");
    String[] hosts = ALL.stream().map(h -> h + " slots=1 directory=~/y").toArray(String[]::new);
    try (Session session = HostSessions.open(lab, file, hosts)) {
      assertThat(HostSessions.awaitAll(session, Set.copyOf(ALL))).hasSize(ALL.size());
      Set<String> before = runs();
      assertThat(before).hasSize(ALL.size());
      // Its next worker sweeps what others have left, which share the directory.
      HostSessions.crashOn(session, "node2");
      HostSessions.awaitAll(session, Set.copyOf(ALL));
      Set<String> after = runs();
      assertThat(after).hasSize(ALL.size());
      before.retainAll(after);
      assertThat(before).as("the workers that did not end").hasSize(ALL.size() - 1);
      assertThat(HostSessions.sumOfSquares(session, 10)).isEqualTo(285);
    }
    LeftOnHosts.assertNothing(lab, ALL);
    String inconsistent =
        "cd ~/y/code && for j in *.jar; do sha256sum <$j | grep -q ${j%.jar} || echo $j; done";
    for (String host : ALL) {
      assertThat(onHost(host, "ls ~/y/code/*.jar | wc -l; ls -A ~/y/runs")).isNotEqualTo("0\n");
      assertThat(onHost(host, inconsistent)).isEmpty();
    }
  }

  private static Set<String> runs() {
    return new TreeSet<>(onHost("node1", "ls ~/y/runs").lines().toList());
  }
}
