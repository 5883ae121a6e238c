// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Waits at a TCP port for workers on other hosts, with TLS 1.3 by which both sides know each other.
 *
 * <p>Who does not show the certificate of the run within some seconds is cut off, and holds up
 * nobody else meanwhile. Those that {@link #accept} returns have shown it, and are still to be
 * asked for the secret in their {@link Message.Hello}.
 */
public final class TlsServer implements Closeable {
  private static final System.Logger LOG = System.getLogger("dev.yonder");
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** How many may wait for the server to take notice of them. */
  private static final int BACKLOG = 1_024;

  /** A pause after a failure to accept, such as where there is no descriptor left. */
  private static final long PAUSE_MILLIS = 100;

  private final ServerSocket server;
  private final TlsHandshakes handshakes;

  /** Those that have shown the certificate, and nothing at the end. */
  private final BlockingQueue<Optional<Connection>> accepted = new LinkedBlockingQueue<>();

  private volatile boolean closed;

  private TlsServer(ServerSocket server, TlsIdentity identity, Duration limit) {
    this.server = server;
    this.handshakes =
        new TlsHandshakes(identity, limit, connection -> accepted.add(Optional.of(connection)));
  }

  /**
   * Opens a free port.
   *
   * @param address the address of this host on which workers can reach it
   * @throws IOException if the host has no such address, or no port is free
   */
  public static TlsServer bind(InetAddress address, TlsIdentity identity) throws IOException {
    return bind(address, identity, LIMIT);
  }

  static TlsServer bind(InetAddress address, TlsIdentity identity, Duration limit)
      throws IOException {
    ServerSocket socket;
    try {
      socket = new ServerSocket(/* port= */ 0, BACKLOG, address);
    } catch (IOException e) {
      throw new IOException(
          "no port can be opened at %s: %s. Choose an address of this host"
              .formatted(address.getHostAddress(), e.getMessage()),
          e);
    }
    TlsServer server = new TlsServer(socket, identity, limit);
    Thread thread = new Thread(server::listen, "yonder-listen-" + server.address().getPort());
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  /** Returns the address and the port. */
  public InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  /**
   * Waits for a worker that has shown the certificate.
   *
   * @throws IOException if the server is closed, or the thread was interrupted
   */
  public Connection accept() throws IOException {
    try {
      Optional<Connection> next = accepted.take();
      if (next.isPresent()) {
        return next.get();
      }
      accepted.add(next);
      throw new SocketException("the server at %s is closed".formatted(address()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for workers at " + address(), e);
    }
  }

  /**
   * Connects to the server of a driver.
   *
   * @param reached how long the server may take to be reached
   * @param answered how long it may take to answer
   * @throws IOException if it takes longer, or has not the certificate; whether it accepts this
   *     side's shows with its first answer
   */
  public static Connection connect(
      InetSocketAddress address, TlsIdentity identity, Duration reached, Duration answered)
      throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(address, Math.toIntExact(reached.toMillis()));
      socket.setSoTimeout(Math.toIntExact(answered.toMillis()));
      TlsTransport transport = TlsTransport.shake(socket, identity, /* client= */ true);
      socket.setSoTimeout(0);
      return new Connection(transport);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw new IOException(
          "the driver at %s cannot be reached: %s".formatted(address, e.getMessage()), e);
    }
  }

  private void listen() {
    while (!closed) {
      try {
        handshakes.start(server.accept());
      } catch (IOException e) {
        pause(e);
      }
    }
  }

  private void pause(IOException reason) {
    if (closed) {
      return;
    }
    LOG.log(System.Logger.Level.WARNING, "no connection could be accepted at " + address(), reason);
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    server.close();
    handshakes.close();
    for (Optional<Connection> left = accepted.poll(); left != null; left = accepted.poll()) {
      if (left.isPresent()) {
        left.get().close();
      }
    }
    accepted.add(Optional.empty());
  }
}
