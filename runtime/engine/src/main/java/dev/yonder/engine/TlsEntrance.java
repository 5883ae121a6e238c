// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.wire.Connection;
import dev.yonder.wire.TlsIdentity;
import dev.yonder.wire.TlsServer;
import dev.yonder.worker.DriverConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A port of the loopback address, with a key of the session's own. */
record TlsEntrance(TlsServer server, Path key) implements Entrance {

  static TlsEntrance open(Path directory) throws IOException {
    Path key = directory.resolve("key");
    TlsIdentity identity = TlsIdentity.create(key);
    return new TlsEntrance(TlsServer.bind(InetAddress.getLoopbackAddress(), identity), key);
  }

  /**
   * Opens a port that other hosts can reach.
   *
   * @param address the only address of this host to open it at, null for all
   */
  static TlsEntrance toThisHost(Path directory, @Nullable String address) throws IOException {
    Path key = directory.resolve("key");
    TlsIdentity identity = TlsIdentity.create(key);
    InetAddress at =
        address == null ? new InetSocketAddress(0).getAddress() : InetAddress.getByName(address);
    return new TlsEntrance(TlsServer.bind(at, identity), key);
  }

  /** Returns what workers on other hosts need to know of the port. */
  RemoteLaunch.Home home() throws IOException {
    int port = server.address().getPort();
    InetAddress bound = server.address().getAddress();
    List<InetAddress> addresses = bound.isAnyLocalAddress() ? HostAddresses.all() : List.of(bound);
    return new RemoteLaunch.Home(
        Files.readAllBytes(key),
        addresses.stream().map(address -> new InetSocketAddress(address, port)).toList());
  }

  @Override
  public String link() {
    String address = server.address().getAddress().getHostAddress();
    return DriverConnection.TLS + key + "@" + address + ":" + server.address().getPort();
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
