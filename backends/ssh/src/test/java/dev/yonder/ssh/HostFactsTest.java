// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostFactsTest {
  private static final HostSettings HOST = new HostSettings("", "node1", 0, 0, 0, "", "");

  @Test
  void factsAreRead() throws Exception {
    assertThat(
            HostFacts.parse(
                List.of(
                    "node vm",
                    "cpus 2",
                    "memory 25276502016",
                    "java /usr/bin/java",
                    "file-system 81f2",
                    "jar 1024 ab.jar",
                    "free 1024",
                    "code /home/ann/.cache/yonder/code",
                    "runs /tmp"),
                HOST,
                17))
        .isEqualTo(
            new HostFacts(
                2,
                25276502016L,
                "/usr/bin/java",
                "/home/ann/.cache/yonder/code",
                "/tmp",
                "81f2",
                1 << 20,
                Map.of("ab.jar", 1024L)));
  }

  @Test
  void aHostWithoutJavaIsTold() {
    assertThatThrownBy(() -> HostFacts.parse(List.of("cpus 2"), HOST, 17))
        .hasMessage(
            "host node1 has no Java 17 or later by JAVA_HOME, the PATH and /usr/lib/jvm. Install one"
                + " there, or say where it is with java=/path/to/jdk behind the host");
    assertThatThrownBy(
            () ->
                HostFacts.parse(
                    List.of("java-old 11 /usr/bin/java", "java-broken /opt/x/bin/java"),
                    HOST.with("java=/opt/x"),
                    17))
        .hasMessage(
            "host node1 has no Java 17 or later by java=/opt/x: /usr/bin/java is Java 11,"
                + " /opt/x/bin/java does not start. Install one there, or say where it is with"
                + " java=/path/to/jdk behind the host");
  }

  @Test
  void aDirectoryThatCannotBeUsedIsTold() {
    assertThatThrownBy(
            () ->
                HostFacts.parse(
                    List.of(
                        "java /usr/bin/java",
                        "unusable /data/y cannot be made: mkdir: cannot create directory '/data/y':"
                            + " Permission denied "),
                    HOST,
                    17))
        .hasMessage(
            "on host node1 the directory /data/y cannot be made: mkdir: cannot create directory"
                + " '/data/y': Permission denied. Repair that, or name another with directory=…"
                + " behind the host");
  }
}
