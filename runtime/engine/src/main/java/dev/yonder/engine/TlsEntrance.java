// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.wire.Connection;
import dev.yonder.wire.TlsIdentity;
import dev.yonder.wire.TlsServer;
import dev.yonder.worker.DriverConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;

/** A port of the loopback address, with a key of the session's own. */
record TlsEntrance(TlsServer server, Path key) implements Entrance {

  static TlsEntrance open(Path directory) throws IOException {
    Path key = directory.resolve("key");
    TlsIdentity identity = TlsIdentity.create(key);
    return new TlsEntrance(TlsServer.bind(InetAddress.getLoopbackAddress(), identity), key);
  }

  @Override
  public String link() {
    return "%s%s@%s:%d"
        .formatted(
            DriverConnection.TLS,
            key,
            server.address().getAddress().getHostAddress(),
            server.address().getPort());
  }

  @Override
  public Connection accept() throws IOException {
    return server.accept();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
