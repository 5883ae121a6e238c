// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links with real processes, which a shell starts. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StdioProcessTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {StdioLinks.JAVA_OPTION, "-Dnothing=opened"})
  void whatPrintsDoesNotDisturbADescriptorsProtocol(String option) throws Exception {
    echo(
        "echo hello from the profile; printf prompt; "
            + StdioLinks.SHELL_REDIRECTION
            + "; exec "
            + java(option)
            + " 3 4");
    assertThat(Files.readString(errors()))
        .contains("a task prints line 999")
        .contains("native code prints");
  }

  @Test
  void whatJavaPrintsDoesNotDisturbTheStandardStreamsProtocol() throws Exception {
    echo("echo hello; exec " + java("-Dany=thing"));
    assertThat(Files.readString(errors())).contains("a task prints line 999");
  }

  private void echo(String command) throws Exception {
    Process process = start("sh", command);
    Connection connection = StdioLinks.toProcess(process);
    Message.Hello hello = connection.awaitHello(Sides.LIMIT);
    converse(connection.welcome(Sides.WELCOME, hello.worker()));
    assertThat(process.waitFor()).isZero();
  }

  private static void converse(Link link) throws Exception {
    Inbox inbox = new Inbox();
    link.start(inbox);
    byte[] bytes = new byte[8 << 20];
    link.send(new Message.Fetched(5, new Payload(new byte[0], List.of(bytes))));
    link.flush();
    assertThat(inbox.next(2))
        .anySatisfy(m -> assertThat(m).isEqualTo(new Message.Goodbye("printed")))
        .anySatisfy(
            m ->
                assertThat(m)
                    .isInstanceOfSatisfying(
                        Message.Fetched.class,
                        fetched -> assertThat(fetched.value().size()).isEqualTo(bytes.length)));
    link.close();
    assertThat(inbox.end()).isEmpty();
  }

  /** The commands that sshd starts have sockets for standard streams, which have no name. */
  @Test
  void descriptorsMayBeSockets() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process process =
          start(
              "bash",
              "exec 3<>/dev/tcp/127.0.0.1/%d 4>&3 </dev/null 1>&2; exec %s 3 4"
                  .formatted(server.getLocalPort(), java(StdioLinks.JAVA_OPTION)));
      try (Socket socket = server.accept()) {
        Preamble.skip(socket.getInputStream());
        Connection connection =
            new Connection(
                new ChannelTransport(
                    Channels.newChannel(socket.getInputStream()),
                    Channels.newChannel(socket.getOutputStream())));
        Message.Hello hello = connection.awaitHello(Sides.LIMIT);
        converse(connection.welcome(Sides.WELCOME, hello.worker()));
      }
      assertThat(process.waitFor()).isZero();
    }
  }

  @Test
  void descriptorsThatAreNotThereAreNamed() throws Exception {
    Process process = start("sh", "exec " + java("-Dany=thing") + " 83 84");
    assertThat(process.waitFor()).isNotZero();
    assertThat(Files.readString(errors()))
        .contains("the descriptor 83 cannot be used")
        .contains("Start Java with --add-opens=java.base/java.io=ALL-UNNAMED");
  }

  @Test
  void anErrorShowsWhatCameInsteadOfTheStart() throws Exception {
    assertThatThrownBy(() -> hello("echo no java here; exit 3", Sides.LIMIT))
        .hasMessage("the worker ended before its start; instead came: no java here");
    assertThatThrownBy(() -> hello("exit 3", Sides.LIMIT))
        .hasMessage("the worker ended before its start; it printed nothing to its standard output");
  }

  @Test
  void whatComesBeforeTheStartIsBounded() {
    assertThatThrownBy(() -> hello("exec yes chatter", Sides.LIMIT))
        .hasMessageStartingWith(
            "the worker's start does not come within 65536 bytes; instead came: …")
        .hasMessageEndingWith("chatter");
  }

  @Test
  void aProcessThatWaitsForSomethingElseIsEnded() throws Exception {
    Process process = start("sh", "echo password:; exec cat");
    while (process.getInputStream().available() == 0) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThatThrownBy(() -> hello(process, Duration.ofSeconds(1)))
        .hasMessage(
            "nothing came within PT1S: the worker ended before its start; instead came: password:");
  }

  @Test
  void aProcessThatDoesNotEndWithItsLinkIsKilled() throws Exception {
    Process process = start("sh", "exec sleep 1000");
    StdioLinks.toProcess(process).close();
    assertThat(process.waitFor()).isEqualTo(128 + 9);
  }

  private void hello(String command, Duration limit) throws IOException {
    hello(start("sh", command), limit);
  }

  private static void hello(Process process, Duration limit) throws IOException {
    try (Connection connection = StdioLinks.toProcess(process)) {
      connection.awaitHello(limit);
    }
  }

  private Process start(String shell, String command) throws IOException {
    return new ProcessBuilder(shell, "-c", command).redirectError(errors().toFile()).start();
  }

  private Path errors() {
    return directory.resolve("errors");
  }

  private static String java(String option) {
    return "'%s/bin/java' -Xshare:auto '%s' -cp '%s' %s"
        .formatted(
            System.getProperty("java.home"),
            option,
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            EchoWorker.class.getName());
  }
}
