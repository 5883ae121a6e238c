// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Links over TCP with TLS. */
class TlsLinkTest {
  @TempDir static Path directory;
  private static TlsIdentity identity;

  @BeforeAll
  static void makeKey() throws IOException {
    identity = TlsIdentity.create(directory.resolve("key"));
  }

  private static Sides sides() throws IOException {
    TlsServer server = TlsServer.bind(InetAddress.getLoopbackAddress(), identity);
    Connection worker = TlsServer.connect(server.address(), identity, Sides.LIMIT, Sides.LIMIT);
    return new Sides(server.accept(), worker, server);
  }

  @Nested
  class Links extends LinkContract {
    @Override
    Sides connect() throws IOException {
      return sides();
    }
  }

  @Nested
  class Handshakes extends HandshakeContract {
    @Override
    Sides connect() throws IOException {
      return sides();
    }
  }
}
