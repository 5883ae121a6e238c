// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.spi.BackendException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisTest {
  private static final HostSettings HOST = new HostSettings("", "node1", 0, 0, 0, "", "");
  private static final SshCommands COMMANDS =
      new SshCommands(
          new SshSettings(
              List.of(HOST),
              Path.of("/home/ann/cfg"),
              List.of(),
              "aes128-gcm@openssh.com",
              Duration.ofSeconds(10),
              Duration.ofSeconds(5)),
          HOST,
          Path.of("/tmp/s"),
          Path.of("/tmp/l"));
  private static final Diagnosis DIAGNOSIS =
      new Diagnosis(COMMANDS, Resolved.parse(Recorded.text("query")));
  private static final String KEY = "SHA256:/JOA05bruRkQp0EzGWWGAPxQadSE6jVdomVJJaSG6Fs";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "refused|false|the host node1 (127.0.0.1 port 22911) is there, but no sshd listens: ssh:"
            + " connect to host 127.0.0.1 port 22919: Connection refused. To go on, see that sshd"
            + " runs there, and that the port is right",
        "unresolved|true|the host node1 (127.0.0.1 port 22911) is not known under that name: ssh:"
            + " Could not resolve hostname nosuchhost.invalid: Name or service not known. To go on,"
            + " correct the name in hosts, or add it to your ssh_config",
        "timed-out|false|the host node1 (127.0.0.1 port 22911) does not answer: Connection timed out"
            + " during banner exchange. To go on, see that it is switched on and no firewall is in"
            + " between, or give it more time with connect-timeout",
        "no-cipher|true|the host node1 (127.0.0.1 port 22911) and ssh do not agree on how to speak:"
            + " Unable to negotiate with 127.0.0.1 port 22911: no matching cipher found. Their"
            + " offer: chacha20-poly1305@openssh.com,aes128-ctr,aes192-ctr,aes256-ctr,aes128-gcm@openssh.com,aes256-gcm@openssh.com."
            + " To go on, set in your ssh_config what the line says the host offers",
        "no-config|true|the host node1 (127.0.0.1 port 22911) cannot be logged in to with these"
            + " settings of ssh: Can't open user config file nofile: No such file or directory. To"
            + " go on, correct ssh-config, ssh-options or your ssh_config",
        "bad-option|true|the host node1 (127.0.0.1 port 22911) cannot be logged in to with these"
            + " settings of ssh: command-line: line 0: Bad configuration option: foo. To go on,"
            + " correct ssh-config, ssh-options or your ssh_config",
        "denied|true|the host node1 (127.0.0.1 port 22911) does not let you in: Permission denied"
            + " (publickey). To go on, see that your key is the one that it knows, and in the agent"
            + " if it has a passphrase (ssh-add); by hand it would be: ssh -F /home/ann/cfg node1",
        "changed-key|true|the host node1 (127.0.0.1 port 22911) shows another key"
            + " (SHA256:/JOA05bruRkQp0EzGWWGAPxQadSE6jVdomVJJaSG6Fs) than the one that is known"
            + " (/home/ann/.ssh/khbad:1): somebody may be in between. If those who run it say that"
            + " its key was changed, forget the old one with ssh-keygen -f"
            + " \"/home/ann/.ssh/khbad\" -R \"[127.0.0.1]:22911\", and log in once by hand: ssh -F"
            + " /home/ann/cfg node1",
        "jump|false|the host node1 (127.0.0.1 port 22911) ended the connection before the login:"
            + " kex_exchange_identification: Connection closed by remote host. To go on, its sshd"
            + " may be busy (MaxStartups) or refuse this address; its log says why"
      })
  void everyFailureOfALoginIsTold(String recorded, boolean lasting, String message) {
    BackendException failure = DIAGNOSIS.login(Recorded.text(recorded), Diagnosis.Asking.NOBODY);
    assertThat(failure).hasMessage(message);
    assertThat(failure.isLasting()).isEqualTo(lasting);
  }

  @Test
  void anUnknownKeyIsToldWithItsFingerprint() {
    assertThat(Diagnosis.isUnexplained(Recorded.text("unknown-key"))).isTrue();
    assertThat(Diagnosis.isUnexplained(Recorded.text("changed-key"))).isFalse();
    BackendException failure = DIAGNOSIS.explained(Recorded.text("unknown-key-verbose"));
    assertThat(failure)
        .hasMessage(
            "the host node1 (127.0.0.1 port 22911) is not known: its key is ssh-ed25519 "
                + KEY
                + ". If that is what those who run it say, add it by logging in once by hand: ssh"
                + " -F /home/ann/cfg node1");
    assertThat(failure.isLasting()).isTrue();
  }

  @Test
  void aJumpHostIsNamed() {
    assertThat(Diagnosis.isUnexplained(Recorded.text("jump"))).isTrue();
    assertThat(DIAGNOSIS.explained(Recorded.text("jump-verbose")))
        .hasMessageContaining("connect to host 127.0.0.1 port 22919: Connection refused");
    Resolved target = new Resolved("target.invalid port 22911", List.of(), "yes", false);
    assertThat(new Diagnosis(COMMANDS, target).explained(Recorded.text("jump-unknown-verbose")))
        .hasMessageStartingWith(
            "the host at 127.0.0.1 port 22911, which is on the way to the host node1"
                + " (target.invalid port 22911), is not known: its key is ssh-ed25519 "
                + KEY);
  }

  @Test
  void aHostThatWouldAskSaysThatThereIsNoTerminal() {
    String denied = "ann@10.0.0.1: Permission denied (publickey,keyboard-interactive).";
    assertThat(Diagnosis.mayAsk(denied)).isTrue();
    assertThat(Diagnosis.mayAsk(Recorded.text("denied"))).isFalse();
    assertThat(DIAGNOSIS.login(denied, Diagnosis.Asking.NOBODY))
        .hasMessage(
            "the host node1 (127.0.0.1 port 22911) does not let you in: Permission denied"
                + " (publickey,keyboard-interactive). To go on, it would take a password or a code,"
                + " but there is no terminal to ask on: start the program on a terminal, or use a"
                + " key; by hand it would be: ssh -F /home/ann/cfg node1");
    assertThat(DIAGNOSIS.login(denied, Diagnosis.Asking.ASKED))
        .hasMessageContaining("see that your key is the one that it knows");
  }

  @Test
  void aLostConnectionIsToldInTheWordsOfSsh() {
    assertThat(DIAGNOSIS.lost("x\nTimeout, server 127.0.0.1 not responding.\r\n"))
        .isEqualTo(
            "the connection to the host node1 (127.0.0.1 port 22911) was lost: Timeout, server"
                + " 127.0.0.1 not responding.");
    assertThat(DIAGNOSIS.lost(" \n"))
        .isEqualTo(
            "the connection to the host node1 (127.0.0.1 port 22911) was lost: ssh did not say why,"
                + " as where the host or its sshd ended at once");
  }
}
