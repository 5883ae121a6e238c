// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostListTest {
  private static List<String> names(String... entries) {
    return HostList.parse(List.of(entries)).stream().map(HostSettings::toString).toList();
  }

  @Test
  void hostsHaveUsersAndPorts() {
    assertThat(
            HostList.parse(List.of("node1", "me@node2:2222", "me@dom@n3", "[::1]:22", "10.0.0.1")))
        .containsExactly(
            new HostSettings("", "node1", 0, 0, 0, "", ""),
            new HostSettings("me", "node2", 2222, 0, 0, "", ""),
            new HostSettings("me@dom", "n3", 0, 0, 0, "", ""),
            new HostSettings("", "::1", 22, 0, 0, "", ""),
            new HostSettings("", "10.0.0.1", 0, 0, 0, "", ""));
    assertThat(names("me@node2:2222", "[::1]:22")).containsExactly("me@node2:2222", "[::1]:22");
  }

  @Test
  void rangesKeepLeadingZeros() {
    assertThat(names("node[08-11]")).containsExactly("node08", "node09", "node10", "node11");
    assertThat(names("n[1-3,7]x")).containsExactly("n1x", "n2x", "n3x", "n7x");
    assertThat(names("me@r[1-2]n[8-10]:22"))
        .containsExactly(
            "me@r1n8:22", "me@r1n9:22", "me@r1n10:22", "me@r2n8:22", "me@r2n9:22", "me@r2n10:22");
  }

  @Test
  void optionsAreForTheHostsBeforeThem() {
    List<HostSettings> all =
        List.of(
            new HostSettings("", "a1", 0, 8, 32L << 30, "/opt/jdk", ""),
            new HostSettings("", "a2", 0, 8, 32L << 30, "/opt/jdk", ""),
            new HostSettings("", "b", 0, 0, 0, "", "~/y"));
    assertThat(
            HostList.parse(List.of("a[1-2] slots=8 java=/opt/jdk memory=32GiB", "b directory=~/y")))
        .isEqualTo(all);
    // As a system property is split.
    assertThat(
            HostList.parse(
                List.of(
                    "a[1-2]", "slots=8", "java=/opt/jdk", "memory=32GiB", "b", "directory=~/y")))
        .isEqualTo(all);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a slot=8|says \"slot=8\" of the host a, which is no option of hosts; did you mean"
            + " \"slots\"?; those are directory, java, memory, slots",
        "a slots=0|says \"slots=0\" of the host a, but slots is a number from 1 to 100000",
        "a memory=4G|says \"memory=4G\" of the host a, but \"4G\" has the unknown unit G",
        "a java=jdk|says \"java=jdk\" of the host a, but it is a path on the host that begins with /"
            + " or ~/",
        "slots=8 a|begins with \"slots=8\", which is an option: first comes the host that it is for",
        "a b a|has the host a twice: one worker has all slots of a host, so name it once, with"
            + " slots=… for more or fewer",
        "n[1-3] n2|has the host n2 twice",
        "-oProxyCommand=x|begins with \"-oProxyCommand=x\", which is an option: first comes",
        "-l|has \"-l\", which is no host: write it as [USER@]NAME[:PORT], an IPv6 address in"
            + " brackets",
        "a:99999|has \"a:99999\", which is no host",
        "a;b|has \"a;b\", which is no host",
        "n[3-1]|has \"n[3-1]\", but a range goes upwards, which 3-1 does not",
        "n[01-100]|has \"n[01-100]\", but a range with leading zeros has as many digits at both ends",
        "n[1,,2]|has \"n[1,,2]\", but in brackets are numbers and ranges with commas, as in"
            + " node[1-3,7]",
        "n[1-99999999]|has \"n[1-99999999]\", but it stands for more than 10000 hosts",
        "n[1-999]x[1-999]|has \"n[1-999]x[1-999]\", which stands for more than 10000 hosts"
      })
  void whatCannotBeReadIsRefused(String entry, String message) {
    assertThatThrownBy(() -> HostList.parse(List.of(entry)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
