// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.Reduce;
import dev.yonder.Session;
import dev.yonder.Yonder;
import dev.yonder.testkit.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Sessions with workers on hosts of a lab. */
final class HostSessions {
  private static final int CALLS = 24;

  private HostSessions() {}

  /**
   * Opens a session.
   *
   * @param file where its settings are written to
   * @param hosts the hosts, each with its options
   */
  static Session open(Lab lab, Path file, String... hosts) {
    return Yonder.builder()
        .profile("tried")
        .settingsFile(settings(lab, file, hosts))
        .progress(false)
        .open();
  }

  /** Writes a settings file with the profile {@code tried}. */
  static Path settings(Lab lab, Path file, String... hosts) {
    String list = Stream.of(hosts).map("\"%s\""::formatted).collect(Collectors.joining(", "));
    try {
      return Files.writeString(
          file,
          """
          [profiles.tried]
          backend = "ssh"
          hosts = [%s]
          ssh-config = "%s"
          connect-timeout = "60s"
          """
              .formatted(list, lab.file("ssh_config")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes calls until each of the hosts has run some, and returns the hosts that have. */
  static Set<String> awaitAll(Session session, Set<String> hosts) {
    Set<String> seen = new HashSet<>();
    while (!seen.containsAll(hosts)) {
      List<Integer> calls = IntStream.range(0, CALLS).boxed().toList();
      session.map(calls, i -> HostWorkRemote.on(session).host()).forEach(seen::add);
    }
    return seen;
  }

  /** Has calls end the worker of the host, where they run, and waits for them elsewhere. */
  static void crashOn(Session session, String host) {
    List<Integer> calls = IntStream.range(0, CALLS).boxed().toList();
    assertThat(session.map(calls, i -> HostWorkRemote.on(session).crashOn(host)).toList())
        .hasSize(CALLS);
  }

  /** Makes calls that depend on one another, and returns the sum of the squares below a number. */
  static int sumOfSquares(Session session, int number) {
    HostWorkRemote.Calls calls = HostWorkRemote.on(session);
    return Reduce.tree(IntStream.range(0, number).mapToObj(calls::square).toList(), calls::add)
        .join();
  }
}
