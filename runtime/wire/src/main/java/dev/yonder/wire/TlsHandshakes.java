// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * TLS handshakes under way, each on a thread of its own.
 *
 * <p>There are never more than some: where too many come, the one that has waited longest is cut
 * off. So those that say nothing cannot keep out workers, which are done within milliseconds.
 */
final class TlsHandshakes {
  private static final System.Logger LOG = System.getLogger("dev.yonder");
  static final int MOST = 64;

  private final TlsIdentity identity;
  private final Duration limit;
  private final Consumer<Connection> known;

  // Guarded by this.
  private final Set<Socket> pending = new LinkedHashSet<>();
  private boolean closed;

  /**
   * Constructs the place of handshakes.
   *
   * @param known takes those that have shown the certificate
   */
  TlsHandshakes(TlsIdentity identity, Duration limit, Consumer<Connection> known) {
    this.identity = identity;
    this.limit = limit;
    this.known = known;
  }

  /** Shakes hands with who has connected, without waiting for that. */
  void start(Socket socket) {
    synchronized (this) {
      if (closed) {
        closeQuietly(socket);
        return;
      }
      if (pending.size() == MOST) {
        Iterator<Socket> oldest = pending.iterator();
        closeQuietly(oldest.next());
        oldest.remove();
      }
      pending.add(socket);
    }
    CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> giveUp(socket));
    Thread thread = new Thread(() -> shake(socket), "yonder-tls-" + socket.getPort());
    thread.setDaemon(true);
    thread.start();
  }

  private void shake(Socket socket) {
    try {
      TlsTransport transport = TlsTransport.shake(socket, identity, /* client= */ false);
      if (remove(socket)) {
        known.accept(new Connection(transport));
      }
    } catch (IOException | RuntimeException e) {
      giveUp(socket);
      LOG.log(
          System.Logger.Level.DEBUG,
          "a connection from %s did not show the certificate of this run"
              .formatted(socket.getRemoteSocketAddress()),
          e);
    }
  }

  private void giveUp(Socket socket) {
    if (remove(socket)) {
      closeQuietly(socket);
    }
  }

  private synchronized boolean remove(Socket socket) {
    return pending.remove(socket);
  }

  /** Cuts off all that are not done. */
  synchronized void close() {
    closed = true;
    pending.forEach(TlsHandshakes::closeQuietly);
    pending.clear();
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use either way.
    }
  }
}
