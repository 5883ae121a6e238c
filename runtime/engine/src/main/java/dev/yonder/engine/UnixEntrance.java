// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.wire.Connection;
import dev.yonder.wire.UnixServer;
import dev.yonder.worker.DriverConnection;
import java.io.IOException;
import java.nio.file.Path;

/** A Unix domain socket in the directory of the session. */
record UnixEntrance(UnixServer server, Path socket) implements Entrance {

  static UnixEntrance open(Path directory) throws IOException {
    Path socket = directory.resolve("driver");
    return new UnixEntrance(UnixServer.bind(socket), socket);
  }

  @Override
  public String link() {
    return DriverConnection.UNIX + socket;
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
