// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.testkit.Lab;
import dev.yonder.testkit.Ran;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Collection;

/** Looks for what workers and logins leave behind on the hosts of a lab. */
final class LeftOnHosts {
  /**
   * Waits until there is nothing but this login, some time at most, and prints what there is
   * instead.
   */
  private static final String LOOK =
      """
      left() {
        ls -d /tmp/yonder-ssh.* "$HOME"/*/runs/* "$HOME"/*/code/.parcel.* \
          "$HOME"/.cache/yonder/code/.parcel.* 2>/dev/null
        ps -u "$(id -u)" -o pid=,sid=,args= |
          awk -v shell=$$ -v sshd=$PPID '$1 != sshd && $2 != shell'
      }
      tries=0
      while found=$(left); [ -n "$found" ] && [ "$tries" -lt 300 ]; do
        tries=$((tries + 1))
        sleep 0.1
      done
      printf '%s' "$found"
      """;

  private static final Ran NOTHING = new Ran(0, "", "");

  private LeftOnHosts() {}

  /**
   * Sees that nothing of ours is on the hosts any more: no process, no connection, and no directory
   * of a worker. Hosts without processes of their own are not looked at.
   */
  static void assertNothing(Lab lab, Collection<String> hosts) {
    if (areOfTheirOwn(lab)) {
      for (String host : hosts) {
        assertThat(lab.run("ssh", host, LOOK)).as("what is left on " + host).isEqualTo(NOTHING);
      }
    }
  }

  private static boolean areOfTheirOwn(Lab lab) {
    try {
      return Files.readString(lab.file("mode")).strip().equals("namespaces");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
