// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/** Links over a Unix domain socket. */
class UnixLinkTest {

  private static Sides sides() throws IOException {
    Path directory = Files.createTempDirectory("yonder-link");
    UnixServer server = UnixServer.bind(directory.resolve("s"));
    Connection worker = UnixServer.connect(directory.resolve("s"));
    return new Sides(
        server.accept(),
        worker,
        () -> {
          server.close();
          Files.delete(directory);
        });
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
