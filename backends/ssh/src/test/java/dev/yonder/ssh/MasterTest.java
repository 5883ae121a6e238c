// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.spi.BackendException;
import dev.yonder.spi.BlockPolicy;
import dev.yonder.spi.CommandRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins, with answers of ssh that are played. */
class MasterTest {
  private static final CommandRunner.Result QUERY =
      new CommandRunner.Result(0, Recorded.text("query"), "");
  private static final CommandRunner.Result WANTS_A_CODE =
      new CommandRunner.Result(
          255, "", "ann@node1: Permission denied (publickey,keyboard-interactive).\n");
  private static final CommandRunner.Result DONE = new CommandRunner.Result(0, "out", "");

  private final List<List<String>> commands = new ArrayList<>();
  private final Queue<CommandRunner.Result> answers = new ArrayDeque<>();

  private Consumer<List<String>> whenAsked = command -> {};

  @TempDir private Path directory;

  private CommandRunner.Result answer(List<String> command) {
    commands.add(command);
    whenAsked.accept(command);
    return answers.remove();
  }

  private Master master(boolean terminal) {
    HostSettings host = new HostSettings("", "node1", 0, 0, 0, "", "");
    SshSettings settings =
        new SshSettings(
            List.of(host),
            null,
            List.of(),
            "aes128-gcm@openssh.com",
            Duration.ofSeconds(10),
            Duration.ofSeconds(5));
    return new Master(
        new SshCommands(settings, host, directory.resolve("s"), directory.resolve("l")),
        (command, environment, input, limit) -> answer(command),
        Processes.LOCAL,
        () -> terminal);
  }

  @Test
  void aCodeIsAskedForOnTheTerminalAndOnlyOnce() throws Exception {
    Master master = master(/* terminal= */ true);
    answers.addAll(List.of(QUERY, WANTS_A_CODE, DONE, WANTS_A_CODE));
    assertThat(master.script("x")).isEqualTo(DONE);
    assertThat(commands.get(1)).contains("BatchMode=yes").doesNotContain("BatchMode=no");
    assertThat(commands.get(2)).contains("BatchMode=no").doesNotContain("BatchMode=yes");
    // The connection was lost meanwhile.
    assertThatThrownBy(() -> master.script("x"))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("which is asked for only at the first login");
    assertThat(answers).isEmpty();
  }

  @Test
  void nobodyIsAskedWithoutATerminal() {
    Master master = master(/* terminal= */ false);
    answers.addAll(List.of(QUERY, WANTS_A_CODE));
    assertThatThrownBy(() -> master.script("x"))
        .hasMessageContaining("there is no terminal to ask on");
    assertThat(answers).isEmpty();
  }

  @Test
  void aLoginThatIsUnderWayAtTheCloseIsUndone() {
    Master master = master(/* terminal= */ false);
    answers.addAll(List.of(QUERY, DONE, DONE));
    whenAsked =
        command -> {
          if (command.contains("ControlMaster=yes")) {
            master.close();
          }
        };
    assertThatThrownBy(() -> master.script("x")).hasMessage("the backend is closed");
    assertThat(commands.get(2)).contains("-O", "exit");
    assertThatThrownBy(() -> master.script("x")).hasMessage("the backend is closed");
    assertThat(commands).hasSize(3);
  }

  @Test
  void ofAnUnknownKeyAllIsAskedThatSshCanTell() {
    Master master = master(/* terminal= */ true);
    answers.addAll(
        List.of(
            QUERY,
            new CommandRunner.Result(255, "", Recorded.text("unknown-key")),
            new CommandRunner.Result(255, "", Recorded.text("unknown-key-verbose"))));
    assertThatThrownBy(() -> master.script("x"))
        .hasMessageContaining("is not known: its key is ssh-ed25519 SHA256:");
    assertThat(commands.get(2)).contains("-v", "none", "true");
  }

  @Test
  void aBackendDoesNothingUntilABlockIsWanted() throws Exception {
    SshBackend backend =
        new SshBackend(
            SshSettings.of(SshSettingsTest.profile(Map.of("hosts", "a b[1-4]"))),
            (command, environment, input, limit) -> answer(command),
            Processes.LOCAL,
            () -> true);
    BlockPolicy policy = backend.policy();
    assertThat(List.of(policy.init(), policy.min(), policy.max())).containsExactly(5, 5, 5);
    assertThat(policy.use()).isEqualTo(BlockPolicy.Use.PLACES);
    assertThat(policy.reach()).isEqualTo(BlockPolicy.Reach.STREAMS);
    assertThat(backend.description()).isEqualTo("5 hosts over ssh (a, b1, b2, …)");
    assertThat(backend.poll(Set.of())).isEmpty();
    backend.cancel(Set.of());
    backend.close();
    assertThat(commands).isEmpty();
  }
}
