// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import static dev.yonder.ssh.HostBackends.answers;
import static dev.yonder.ssh.HostBackends.awaitLine;
import static dev.yonder.ssh.HostBackends.end;
import static dev.yonder.ssh.HostBackends.reader;
import static dev.yonder.ssh.HostBackends.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.spi.BackendException;
import dev.yonder.spi.BlockId;
import dev.yonder.spi.WorkerLaunch;
import dev.yonder.testkit.Lab;
import dev.yonder.testkit.Ran;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The backend on hosts with a real sshd, with workers that are shell scripts. */
class HostsTest {
  private static final int NUMBER_OF_BYTES = 3 << 20;

  private final HostBackends backends = new HostBackends();

  @TempDir private Path directory;

  private SshBackend backend(Lab lab, Map<String, Object> more, String... hosts) {
    return backends.open(lab, more, hosts);
  }

  private SshBackend backend(Lab lab, String... hosts) {
    return backend(lab, Map.of(), hosts);
  }

  @AfterEach
  void close() {
    backends.close();
  }

  private static String onHost(Lab lab, String host, String command) {
    Ran ran = lab.run("ssh", host, command);
    assertThat(ran.status()).as("%s on %s: %s", command, host, ran).isZero();
    return ran.out();
  }

  /**
   * Waits until a command finds nothing on a host, some time at most, and returns what it finds
   * instead.
   */
  private static String left(Lab lab, String host, String command) {
    String look =
        """
        tries=0
        while found=$(%s); [ -n "$found" ] && [ "$tries" -lt 300 ]; do
          tries=$((tries + 1))
          sleep 0.1
        done
        printf '%%s' "$found"
        """;
    return onHost(lab, host, look.formatted(command));
  }

  @Test
  void workersAnswerOnEveryHostAndLeaveNothing() throws Exception {
    Lab lab = Lab.ssh();
    SshBackend backend = backend(lab, "node1", "node[2-3] slots=3");
    for (int number = 1; number <= 3; number++) {
      answers(backend, number, EchoLaunch.of(EchoLaunch.ECHO));
    }
    assertThat(backend.poll(Set.of(new BlockId("node9#1")))).isEmpty();
    lab.requireNetwork();
    assertThat(left(lab, "node1", "ls -d /tmp/yonder-ssh.*")).isEmpty();
  }

  @Test
  void secretsCapacityAndEnvironmentArrive() throws Exception {
    Lab lab = Lab.ssh();
    SshBackend backend = backend(lab, "node1 slots=3");
    BlockId block =
        submit(
            backend,
            1,
            EchoLaunch.of(
                "printf 'begin\\n' >&4; od -An -tx1 \"$3/secret\" >&4; ls -ld \"$3\" | cut -c1-10 >&4;"
                    + " ls -l \"$3/secret\" | cut -c1-10 >&4; printf '%s\\n' \"$6\" \"$5\""
                    + " \"$OMP_NUM_THREADS\" \"$HOSTILE\" >&4"));
    BufferedReader reader = reader(backend.process(block));
    awaitLine(reader, "begin");
    assertThat(reader.lines().toList())
        .containsExactly(
            " 73 00 65 27 63 22 72 0a 24 74 5c ff",
            "drwx------",
            "-rw-------",
            "3",
            "w-1",
            "3",
            "a'b $HOME",
            "\"c\" \\");
    assertThat(backends.count("s\\0e")).isZero();
  }

  @Test
  void codeIsBroughtOnceAndOnlyWhatIsMissing() throws Exception {
    Lab lab = Lab.ssh();
    WorkerLaunch.CodeFile old = jar("old", 1);
    WorkerLaunch.CodeFile large = jar("large", NUMBER_OF_BYTES);
    String check = "printf 'begin\\n' >&4; cd \"$2\" && sha256sum -- %s >&4".formatted(old.name());
    SshBackend backend = backend(lab, "node1");
    BlockId block = submit(backend, 1, new EchoLaunch(17, List.of(old), check));
    BufferedReader reader = reader(backend.process(block));
    awaitLine(reader, "begin");
    assertThat(reader.lines().toList()).containsExactly(old.sha256() + "  " + old.name());
    assertThat(backends.count("sh into ")).isEqualTo(1);
    answers(backend, 1, new EchoLaunch(17, List.of(old), EchoLaunch.ECHO));
    assertThat(backends.count("sh into ")).isEqualTo(1);
    answers(backend, 1, new EchoLaunch(17, List.of(old, large), EchoLaunch.ECHO));
    assertThat(backends.count("sh into ")).isEqualTo(2);
    assertThat(backends.count(old.name())).isEqualTo(1);
    // As a host leaves it that went down too early.
    onHost(
        lab, "node1", "for f in ~/.cache/yonder/code/%s; do : >\"$f\"; done".formatted(old.name()));
    answers(backend, 1, new EchoLaunch(17, List.of(old, large), EchoLaunch.ECHO));
    assertThat(backends.count("sh into ")).isEqualTo(3);
  }

  private WorkerLaunch.CodeFile jar(String name, int size) {
    byte[] content = new byte[size];
    new Random().nextBytes(content);
    return EchoLaunch.jar(directory.resolve(name), content);
  }

  @Test
  void aStartFileMayPrintAndAJumpHostBeInBetween() throws Exception {
    Lab lab = Lab.ssh();
    onHost(lab, "node2", "echo 'echo Welcome; echo oh >&2' >~/.bashrc");
    try {
      answers(backend(lab, "node2-via-node1"), 1, EchoLaunch.of(EchoLaunch.ECHO));
    } finally {
      onHost(lab, "node2", "rm -f ~/.bashrc");
    }
  }

  @Test
  void aStartFileThatEndsTheShellIsTold() throws IOException {
    Lab lab = Lab.ssh();
    onHost(lab, "node2", "echo 'echo go away; exit 0' >~/.bashrc");
    try {
      assertThatThrownBy(() -> submit(backend(lab, "node2"), 1, EchoLaunch.of(EchoLaunch.ECHO)))
          .hasMessage(
              "host node2 did not run what it was asked to: sh ended with status 0: go away. See that"
                  + " commands can be run there, as in ssh node2 echo hello, and that start files"
                  + " such as ~/.bashrc neither read nor exit");
    } finally {
      // A login would end as well.
      Files.delete(lab.file("hosts/node2/home/.bashrc"));
    }
  }

  @Test
  void theWorkersDeathIsTold() throws Exception {
    Lab lab = Lab.ssh();
    SshBackend backend = backend(lab, "node1");
    BlockId block = submit(backend, 1, EchoLaunch.of("echo last words; kill -KILL $$"));
    assertThat(end(backend, block))
        .startsWith(
            "CRASHED: its process was ended by signal 9 (SIGKILL, as by kill -9 or where the system"
                + " ran out of memory); it wrote last:\n  ")
        .endsWith("  last words");
  }

  @Test
  void aWorkerThatDoesNotListenIsCancelled() throws Exception {
    Lab lab = Lab.ssh();
    lab.requireNetwork();
    SshBackend backend = backend(lab, "node1", "node2");
    String deaf = "trap '' HUP TERM INT; printf 'ready\\n' >&4; sleep 1000; sleep 1001";
    BlockId block = submit(backend, 1, EchoLaunch.of(deaf));
    awaitLine(reader(backend.process(block)), "ready");
    backend.cancel(Set.of(block, new BlockId("node2#7")));
    assertThat(end(backend, block)).isEqualTo("PREEMPTED: it was cancelled");
    assertThat(left(lab, "node1", "pgrep -f 'sleep 100[01]'; ls -d /tmp/yonder-ssh.*")).isEmpty();
    backend.cancel(Set.of(block));
    assertThat(end(backend, block)).isEqualTo("PREEMPTED: it was cancelled");
  }

  @Test
  void nothingIsLeftWhereTheDriverIsKilled() throws Exception {
    Lab lab = Lab.ssh();
    lab.requireNetwork();
    SshBackend backend = backend(lab, "node1");
    BlockId block = submit(backend, 1, EchoLaunch.of(EchoLaunch.ECHO));
    Process process = backend.process(block);
    awaitLine(reader(process), "ready");
    String run = onHost(lab, "node1", "ls -d /tmp/yonder-ssh.*").strip();
    assertThat(run).startsWith("/tmp/yonder-ssh.").doesNotContain("\n");
    // What the system does with the driver's end of its pipes.
    process.getOutputStream().close();
    assertThat(end(backend, block)).startsWith("DONE");
    // Not what speaks of the directory here, nor the command that looks.
    String itself = "[/]" + run.substring(1);
    assertThat(left(lab, "node1", "pgrep -f '" + itself + "'; ls -d /tmp/yonder-ssh.*")).isEmpty();
  }

  @Test
  void aHostThatCrashesIsToldAndUsedAgain() throws Exception {
    Lab lab = Lab.ssh();
    lab.requireNetwork();
    SshBackend backend = backend(lab, "node3");
    BlockId block = submit(backend, 1, EchoLaunch.of(EchoLaunch.ECHO));
    awaitLine(reader(backend.process(block)), "ready");
    lab.fault("crash", "node3");
    assertThat(end(backend, block)).startsWith("CRASHED: the connection to the host node3 (");
    assertThatThrownBy(() -> submit(backend, 1, EchoLaunch.of(EchoLaunch.ECHO)))
        .isInstanceOfSatisfying(BackendException.class, e -> assertThat(e.isLasting()).isFalse())
        .hasMessageContaining("is there, but no sshd listens");
    lab.fault("start", "node3");
    answers(backend, 1, EchoLaunch.of(EchoLaunch.ECHO));
  }

  @Test
  void aCutLinkIsToldAndUsedAgain() throws Exception {
    Lab lab = Lab.ssh();
    lab.requireNetwork();
    SshBackend backend = backend(lab, Map.of("keep-alive", "1s"), "node3");
    BlockId block = submit(backend, 1, EchoLaunch.of(EchoLaunch.ECHO));
    awaitLine(reader(backend.process(block)), "ready");
    lab.fault("cut", "node3");
    try {
      assertThat(end(backend, block))
          .startsWith("CRASHED: the connection to the host node3 (")
          .contains(" was lost: Timeout, server ", " not responding.");
    } finally {
      lab.fault("heal", "node3");
    }
    answers(backend, 1, EchoLaunch.of(EchoLaunch.ECHO));
  }

  @Test
  void loginsThatAreThereOutliveTheListener() throws Exception {
    Lab lab = Lab.ssh();
    SshBackend backend = backend(lab, "node3");
    BlockId block = submit(backend, 1, EchoLaunch.of(EchoLaunch.ECHO));
    Process process = backend.process(block);
    awaitLine(reader(process), "ready");
    lab.fault("reap", "node3");
    lab.fault("start", "node3");
    process.getOutputStream().close();
    assertThat(end(backend, block)).startsWith("DONE");
  }

  @Test
  void aRefusedKeyIsTold() {
    Lab lab = Lab.ssh();
    lab.fault("refuse", "node3");
    try {
      assertThatThrownBy(() -> submit(backend(lab, "node3"), 1, EchoLaunch.of(EchoLaunch.ECHO)))
          .isInstanceOfSatisfying(BackendException.class, e -> assertThat(e.isLasting()).isTrue())
          .hasMessageContaining(") does not let you in: Permission denied (publickey");
    } finally {
      lab.fault("heal", "node3");
    }
  }

  @Test
  void anUnknownHostKeyIsToldWithItsFingerprint() throws Exception {
    Lab lab = Lab.ssh();
    Path known = Files.createFile(directory.resolve("known_hosts"));
    List<String> options = List.of("-o", "UserKnownHostsFile=" + known);
    String printed =
        lab.run("ssh", "-o", "UserKnownHostsFile=" + known, "-v", "node1", "true").err();
    String key = printed.replaceAll("(?s).*Server host key: (\\S+ \\S+).*", "$1");
    assertThat(key).contains("SHA256:");
    assertThatThrownBy(
            () ->
                submit(
                    backend(lab, Map.of("ssh-options", options), "node1"),
                    1,
                    EchoLaunch.of(EchoLaunch.ECHO)))
        .hasMessageContaining("is not known: its key is " + key + ". If that is what")
        .hasMessageEndingWith(
            "ssh -F %s -o UserKnownHostsFile=%s node1".formatted(lab.file("ssh_config"), known));
  }

  @Test
  void javaThatDoesNotDoIsTold() {
    Lab lab = Lab.ssh();
    assertThatThrownBy(
            () -> submit(backend(lab, "node1"), 1, new EchoLaunch(99, List.of(), "true")))
        .hasMessageStartingWith("host node1 has no Java 99 or later by JAVA_HOME, the PATH and")
        .hasMessageContaining(" is Java ");
    assertThatThrownBy(
            () -> submit(backend(lab, "node1 java=/none"), 1, EchoLaunch.of(EchoLaunch.ECHO)))
        .hasMessage(
            "host node1 has no Java 17 or later by java=/none. Install one there, or say where it is"
                + " with java=/path/to/jdk behind the host");
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsTold() {
    Lab lab = Lab.ssh();
    onHost(lab, "node1", "mkdir -p ~/open && chmod 777 ~/open");
    assertThatThrownBy(
            () -> submit(backend(lab, "node1 directory=~/open"), 1, EchoLaunch.of(EchoLaunch.ECHO)))
        .hasMessageContaining("/open can be written to by others (drwxrwxrwx)");
    if (onHost(lab, "node1", "id -u").equals("0\n")) {
      // Root, whom no mode keeps from writing, is the user only of hosts that are this machine.
      lab.requireNetwork();
    }
    onHost(lab, "node1", "mkdir -p ~/closed && chmod 500 ~/closed");
    assertThatThrownBy(
            () ->
                submit(
                    backend(lab, Map.of("directory", "~/closed/y"), "node1"),
                    1,
                    EchoLaunch.of(EchoLaunch.ECHO)))
        .hasMessageMatching(
            "on host node1 the directory /\\S+/closed/y cannot be made: .*Permission denied\\. Repair"
                + " that, or name another with directory=… behind the host");
  }

  @Test
  void aFullDiskIsToldAndNothingHalfIsLeft() {
    Lab lab = Lab.ssh();
    // What may be written at once has the limit that the disk would have.
    onHost(lab, "node2", "echo 'trap \"\" XFSZ; ulimit -f 1024' >~/.bashrc");
    try {
      assertThatThrownBy(
              () ->
                  submit(
                      backend(lab, "node2 directory=~/small"),
                      1,
                      new EchoLaunch(17, List.of(jar("large", NUMBER_OF_BYTES)), EchoLaunch.ECHO)))
          .hasMessageContaining("on host node2 the disk with ")
          .hasMessageContaining("/small/code is full: ")
          .hasMessageEndingWith(
              "Free room there, or name another directory with directory=…" + " behind the host");
    } finally {
      onHost(lab, "node2", "rm -f ~/.bashrc");
    }
    assertThat(onHost(lab, "node2", "ls -A ~/small/code")).isEqualTo(".file-system\n");
  }

  @Test
  void aPasswordIsAskedForOnlyOnATerminal() {
    Lab lab = Lab.ssh();
    lab.requireNetwork();
    assertThatThrownBy(
            () -> submit(backend(lab, "node3-password"), 1, EchoLaunch.of(EchoLaunch.ECHO)))
        .hasMessageContaining(
            "it would take a password or a code, but there is no terminal to ask on");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh make ", "/start"})
  void closingWhileAWorkerIsBroughtLeavesNothing(String step) throws Exception {
    Lab lab = Lab.ssh();
    lab.requireNetwork();
    SshBackend backend = backend(lab, "node1");
    Thread closing = new Thread(backend::close, "closing");
    backends.after(
        step,
        () -> {
          closing.start();
          // To its end, where it does not wait for this.
          while (closing.isAlive()
              && (closing.getState() != Thread.State.TIMED_WAITING
                  || backends.count("-O exit") > 0)) {
            Thread.onSpinWait();
          }
        });
    assertThatThrownBy(() -> submit(backend, 1, EchoLaunch.of(EchoLaunch.ECHO)))
        .hasMessage("the backend is closed");
    closing.join();
    assertThat(backends.count("/stop")).isEqualTo(1);
  }

  @Test
  void closingEndsTheConnections() throws Exception {
    Lab lab = Lab.ssh();
    SshBackend backend = backend(lab, "node1");
    answers(backend, 1, EchoLaunch.of(EchoLaunch.ECHO));
    backend.close();
    backend.close();
    assertThat(backends.count("-O exit")).isEqualTo(1);
    assertThatThrownBy(() -> submit(backend, 1, EchoLaunch.of(EchoLaunch.ECHO)))
        .hasMessage("the backend is closed");
  }
}
