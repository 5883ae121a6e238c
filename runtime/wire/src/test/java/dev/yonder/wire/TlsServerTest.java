// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is kept out of a port, and that this holds up nobody else. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsServerTest {
  /** Longer than any test. */
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir static Path directory;
  private static TlsIdentity identity;
  private static TlsIdentity other;

  private final List<AutoCloseable> opened = new ArrayList<>();

  @BeforeAll
  static void makeKeys() throws IOException {
    identity = TlsIdentity.create(directory.resolve("key"));
    other = TlsIdentity.create(directory.resolve("other"));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  @Test
  void onlyTheOwnerCanReadTheKey() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("key"))))
        .isEqualTo("rw-------");
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactlyInAnyOrder(file("key"), file("other"));
    }
  }

  @Test
  void aKeyThatCannotBeMadeOrReadIsNamed() throws IOException {
    Path nowhere = directory.resolve("nowhere").resolve("key");
    assertThatThrownBy(() -> TlsIdentity.create(nowhere)).isInstanceOf(IOException.class);
    Path text = Files.writeString(Files.createTempDirectory("yonder").resolve("text"), "no key");
    assertThatThrownBy(() -> TlsIdentity.read(text)).isInstanceOf(IOException.class);
  }

  @Test
  void whoHasTheFileIsLetIn() throws IOException {
    TlsServer server = server(LONG);
    keep(
        TlsServer.connect(
            server.address(), TlsIdentity.read(file("key")), Sides.LIMIT, Sides.LIMIT));
    keep(server.accept());
  }

  @Test
  void anotherServerIsNotTalkedTo() throws IOException {
    TlsServer server = server(LONG);
    assertThatThrownBy(() -> TlsServer.connect(server.address(), other, Sides.LIMIT, Sides.LIMIT))
        .hasMessageContaining("cannot be reached")
        .hasMessageContaining("another certificate than that of this run");
    expectToBeLetIn(server);
  }

  @Test
  void anotherCertificateIsRefused() throws Exception {
    expectRefusal(context("TLS", keys("other")), "TLSv1.3");
  }

  @Test
  void noCertificateIsRefused() throws Exception {
    expectRefusal(context("TLS", null), "TLSv1.3");
  }

  @Test
  void anOlderProtocolIsRefused() throws Exception {
    expectRefusal(context("TLS", keys("key")), "TLSv1.2");
  }

  private void expectRefusal(SSLContext context, String protocol) throws Exception {
    TlsServer server = server(LONG);
    SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(server.address().getAddress(), server.address().getPort());
    keep(socket);
    socket.setEnabledProtocols(new String[] {protocol});
    // With TLS 1.3, a client hears what the server thinks of it when it reads.
    assertThatThrownBy(
            () -> {
              socket.startHandshake();
              if (socket.getInputStream().read() >= 0) {
                throw new AssertionError("the server speaks to a stranger");
              }
            })
        .isInstanceOf(IOException.class);
    expectToBeLetIn(server);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET / HTTP/1.0\r\n\r\n", "\u0016\u0003\u0001\u0000\u0004c\u0000\u0000\u0000"})
  void rubbishIsCutOff(String rubbish) throws IOException {
    TlsServer server = server(LONG);
    Socket socket = plain(server);
    socket.getOutputStream().write(rubbish.getBytes(StandardCharsets.ISO_8859_1));
    awaitEnd(socket);
    expectToBeLetIn(server);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u0016\u0003\u0001\u0000\u0004\u0001"})
  void whoSaysNothingOrNotEnoughIsCutOff(String said) throws IOException {
    TlsServer server = server(Duration.ofMillis(10));
    Socket socket = plain(server);
    socket.getOutputStream().write(said.getBytes(StandardCharsets.ISO_8859_1));
    awaitEnd(socket);
  }

  @Test
  void thoseWhoSayNothingHoldUpNobody() throws IOException {
    TlsServer server = server(LONG);
    Socket first = plain(server);
    for (int i = 0; i < 2 * TlsHandshakes.MOST; i++) {
      plain(server);
    }
    expectToBeLetIn(server);
    awaitEnd(first);
  }

  @Test
  void whoWaitsForWorkersIsToldOfTheEnd() throws Exception {
    TlsServer server = server(LONG);
    Socket silent = plain(server);
    CompletableFuture<Connection> waiting = Sides.later(server::accept);
    server.close();
    assertThatThrownBy(waiting::get)
        .hasRootCauseInstanceOf(SocketException.class)
        .rootCause()
        .hasMessageContaining("is closed");
    assertThatThrownBy(server::accept).isInstanceOf(SocketException.class);
    awaitEnd(silent);
    assertThatThrownBy(
            () -> TlsServer.connect(server.address(), identity, Sides.LIMIT, Sides.LIMIT))
        .hasMessageContaining("cannot be reached");
  }

  @Test
  void anAddressOfAnotherHostIsNamed() {
    assertThatThrownBy(() -> TlsServer.bind(InetAddress.getByName("192.0.2.1"), identity))
        .hasMessageStartingWith("no port can be opened at 192.0.2.1: ")
        .hasMessageEndingWith("Choose an address of this host");
  }

  private void expectToBeLetIn(TlsServer server) throws IOException {
    Connection worker = TlsServer.connect(server.address(), identity, Sides.LIMIT, Sides.LIMIT);
    keep(worker);
    CompletableFuture<Message.Welcome> welcome =
        Sides.later(() -> worker.sayHello(Sides.HELLO, Sides.LIMIT));
    Connection driver = server.accept();
    keep(driver);
    assertThat(driver.awaitHello(Sides.LIMIT).worker()).isEqualTo(Sides.HELLO.worker());
    driver.welcome(Sides.WELCOME, "w-1");
    assertThat(welcome.join()).isEqualTo(Sides.WELCOME);
  }

  /** Waits until the server has closed the connection. */
  private static void awaitEnd(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    try {
      while (in.read() >= 0) {
        // An alert of TLS.
      }
    } catch (SocketException e) {
      assertThat(e).hasMessage("Connection reset");
    }
  }

  private Socket plain(TlsServer server) throws IOException {
    Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
    keep(socket);
    return socket;
  }

  private TlsServer server(Duration limit) throws IOException {
    TlsServer server = TlsServer.bind(InetAddress.getLoopbackAddress(), identity, limit);
    keep(server);
    return server;
  }

  private void keep(AutoCloseable closeable) {
    opened.add(closeable);
  }

  private static Path file(String name) {
    return directory.resolve(name);
  }

  private static KeyManager[] keys(String name) throws Exception {
    char[] password = TlsIdentity.PASSWORD.toCharArray();
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(KeyStore.getInstance(file(name).toFile(), password), password);
    return factory.getKeyManagers();
  }

  /** Returns what trusts everybody, so that only the server can refuse. */
  private static SSLContext context(String protocol, KeyManager[] keys) throws Exception {
    TrustManager[] trusting = {
      new X509TrustManager() {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
          return new X509Certificate[0];
        }
      }
    };
    SSLContext context = SSLContext.getInstance(protocol);
    context.init(keys, trusting, null);
    return context;
  }
}
