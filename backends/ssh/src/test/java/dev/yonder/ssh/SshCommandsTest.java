// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SshCommandsTest {
  private static final Resolved RESOLVED = Resolved.parse(Recorded.text("query"));

  private static SshCommands commands(HostSettings host, List<String> options) {
    SshSettings settings =
        new SshSettings(
            List.of(host),
            null,
            options,
            "aes128-gcm@openssh.com",
            Duration.ofSeconds(10),
            Duration.ofSeconds(5));
    return new SshCommands(settings, host, Path.of("/tmp/s"), Path.of("/tmp/l"));
  }

  @Test
  void whatMustHoldStandsBeforeWhatTheProfileSays() {
    HostSettings host = new HostSettings("me", "node2", 2222, 0, 0, "", "");
    assertThat(commands(host, List.of("-o", "BatchMode=no")).open(RESOLVED, false, "exec sh -s"))
        .containsExactly(
            "ssh",
            "-T",
            "-x",
            "-o",
            "StrictHostKeyChecking=yes",
            "-o",
            "BatchMode=yes",
            "-o",
            "ClearAllForwardings=yes",
            "-o",
            "PermitLocalCommand=no",
            "-S",
            "/tmp/s",
            "-o",
            "ControlMaster=yes",
            "-o",
            "ControlPersist=60",
            "-E",
            "/tmp/l",
            "-o",
            "BatchMode=no",
            "-o",
            "LogLevel=INFO",
            "-o",
            "ConnectTimeout=10",
            "-o",
            "ServerAliveInterval=5",
            "-o",
            "ServerAliveCountMax=3",
            "-c",
            "aes128-gcm@openssh.com,chacha20-poly1305@openssh.com,aes128-ctr,aes192-ctr,aes256-ctr,aes256-gcm@openssh.com",
            "-l",
            "me",
            "-p",
            "2222",
            "node2",
            "exec sh -s");
  }

  @Test
  void aCipherThatSshDoesNotOfferIsNotForcedOnIt() {
    assertThat(new Resolved("a port 22", List.of("aes256-ctr"), "ask", false).ciphersFrom("x"))
        .isEmpty();
  }

  @Test
  void hostKeysAreCheckedWhateverTheSettingsSay() {
    HostSettings host = new HostSettings("", "a", 0, 0, 0, "", "");
    for (String said : List.of("no", "off", "ask", "yes", "accept-new")) {
      Resolved resolved = new Resolved("a port 22", List.of(), said, true);
      assertThat(commands(host, List.of()).open(resolved, false, "x"))
          .contains(
              "StrictHostKeyChecking=" + (said.equals("accept-new") ? said : "yes"),
              "RemoteCommand=none");
    }
  }

  @Test
  void aCommandOverTheConnectionNeverLogsIn() {
    HostSettings host = new HostSettings("", "a", 0, 0, 0, "", "");
    assertThat(commands(host, List.of()).over("true"))
        .containsExactly(
            "ssh",
            "-T",
            "-x",
            "-S",
            "/tmp/s",
            "-o",
            "ControlMaster=no",
            "-o",
            "ProxyCommand=false",
            "-o",
            "BatchMode=yes",
            "a",
            "true");
  }
}
