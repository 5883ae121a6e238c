// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.Resources;
import dev.yonder.wire.Connection;
import dev.yonder.wire.Link;
import dev.yonder.wire.Message;
import dev.yonder.wire.StdioLinks;
import dev.yonder.wire.TlsIdentity;
import dev.yonder.wire.TlsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers as processes of their own, over each link that a shell gives them. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkerMainTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"fd:3,4", DriverConnection.STDIO})
  void aWorkerServesItsDriverOverItsStandardStreams(String link) throws Exception {
    String redirection =
        link.equals(DriverConnection.STDIO) ? "true" : StdioLinks.SHELL_REDIRECTION;
    Process process =
        new ProcessBuilder("sh", "-c", "echo hello; %s; exec %s".formatted(redirection, java(link)))
            .redirectError(directory.resolve("errors").toFile())
            .start();
    try (Connection connection = StdioLinks.toProcess(process)) {
      serve(connection);
    }
    expectEnd(process);
  }

  @Test
  void aWorkerServesItsDriverOverTls() throws Exception {
    serveOverTls("");
  }

  @Test
  void aWorkerLooksForItsDriverAtTheNextAddressWhereNobodyAnswers() throws Exception {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket deaf = new ServerSocket(0, /* backlog= */ 1, here);
        Socket first = new Socket(here, deaf.getLocalPort());
        Socket second = new Socket(here, deaf.getLocalPort())) {
      assertThat(List.of(first, second)).as("all there is room for").allMatch(Socket::isConnected);
      serveOverTls("%s:%d,".formatted(here.getHostAddress(), deaf.getLocalPort()));
    }
  }

  private void serveOverTls(String addressesBefore) throws Exception {
    Path key = directory.resolve("key");
    try (TlsServer server =
        TlsServer.bind(InetAddress.getLoopbackAddress(), TlsIdentity.create(key))) {
      String link =
          "tls:%s@%s%s:%d"
              .formatted(
                  key,
                  addressesBefore,
                  server.address().getHostString(),
                  server.address().getPort());
      Process process =
          new ProcessBuilder("sh", "-c", "exec " + java(link))
              .redirectError(directory.resolve("errors").toFile())
              .start();
      try (Connection connection = server.accept()) {
        serve(connection);
      }
      expectEnd(process);
    }
  }

  private static void serve(Connection connection) throws Exception {
    Message.Hello hello = connection.awaitHello(LIMIT);
    assertThat(hello.secret()).containsExactly(7, 8, 9);
    Answers answers = new Answers();
    Link link = connection.welcome(new Message.Welcome("ssh", "there", 1, 1_000, 1 << 16), "w-1");
    link.start(answers);
    link.send(new Message.ReportStarted());
    link.flush();
    answers.reported.get();
    link.send(new Message.Goodbye("the test is over"));
    link.close();
  }

  private void expectEnd(Process process) throws Exception {
    assertThat(process.waitFor()).isZero();
    assertThat(Files.readString(directory.resolve("errors"))).contains("the test is over");
  }

  private String java(String link) throws IOException {
    Path secret = Files.write(directory.resolve("secret"), new byte[] {7, 8, 9});
    WorkerOptions options =
        new WorkerOptions(
            link,
            directory.toString(),
            secret.toString(),
            "w-1",
            "digest",
            new Resources(1, 0, 0, Map.of()),
            List.of(),
            /* elsewhere= */ false,
            List.of());
    List<String> start =
        List.of(
            System.getProperty("java.home") + "/bin/java",
            StdioLinks.JAVA_OPTION,
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            WorkerMain.class.getName());
    return start.stream().collect(Collectors.joining("' '", "'", "' '"))
        + options.arguments().stream().collect(Collectors.joining("' '", "", "'"));
  }

  private static final class Answers implements Link.Receiver {
    final CompletableFuture<Message> reported = new CompletableFuture<>();

    @Override
    public void received(Message message) {
      if (message instanceof Message.StartsReported) {
        reported.complete(message);
      }
    }

    @Override
    public void ended(@Nullable IOException reason) {
      reported.completeExceptionally(new IOException("the link has ended", reason));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fd:3",
        "fd:,4",
        "fd:a,b",
        "tls:host:1",
        "tls:k@h",
        "tls:k@h:x",
        "carrier:pigeon",
        ""
      })
  void aLinkThatThereIsNotIsRefused(String link) {
    assertThatThrownBy(() -> DriverConnection.open(link))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the driver is reached by link=unix:PATH, link=fd:IN,OUT");
  }

  @Test
  void optionsComeBackAsTheyWere() {
    WorkerOptions options =
        new WorkerOptions(
            "fd:3,4",
            "/tmp/a=b",
            "/s",
            "w",
            "d",
            new Resources(2, 5, 1, Map.of("licence", 3)),
            List.of("7"),
            /* elsewhere= */ true,
            List.of("a.A", "b.B"));
    assertThat(WorkerOptions.parse(options.arguments().toArray(new String[0]))).isEqualTo(options);
  }
}
