// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.wire.Connection;
import dev.yonder.wire.Message;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lets workers in that are expected, and sends others away with the reason.
 *
 * @param rules what is asked of every worker
 * @param roster tells of the workers that the session has started
 * @param joining what is done with one that is let in
 */
record Admission<W>(Handshake rules, Roster<W> roster, Joining<W> joining) {
  private static final System.Logger LOG = System.getLogger("dev.yonder");
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** The workers that a session has started. */
  interface Roster<W> {
    /** Returns the worker that says this of itself, null if none such is expected. */
    @Nullable W find(Message.Hello hello);
  }

  /** Takes workers. */
  interface Joining<W> {
    /** Takes a worker, whose connection has yet to say that it is welcome. */
    void take(W worker, Message.Hello hello, Connection connection) throws IOException;
  }

  /** Lets in who comes, until the entrance is closed. */
  void watch(Entrance entrance) {
    try {
      while (true) {
        Connection connection = entrance.accept();
        Daemons.start("yonder-handshake", () -> tryAdmit(connection));
      }
    } catch (IOException e) {
      // Closed with the session.
    }
  }

  /** Does the same as {@link #admit}, where it is of no interest whether somebody was let in. */
  void tryAdmit(Connection connection) {
    try {
      admit(connection);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "a connection ended before the handshake", e);
    }
  }

  /**
   * Takes the worker that says who it is, unless it is none of this session's.
   *
   * @throws IOException if it was refused or did not say who it is; the connection is closed
   */
  void admit(Connection connection) throws IOException {
    try {
      Message.Hello hello = connection.awaitHello(LIMIT);
      String refusal = rules.refusal(hello);
      W worker = refusal == null ? roster.find(hello) : null;
      if (worker == null) {
        String reason =
            refusal != null
                ? refusal
                : "no worker of the name %s is expected".formatted(hello.worker());
        connection.refuse(reason);
        throw new IOException(
            "worker %s on %s was refused because %s"
                .formatted(hello.worker(), hello.host(), reason));
      }
      joining.take(worker, hello, connection);
    } catch (IOException e) {
      closeQuietly(connection);
      throw e;
    }
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (IOException e) {
      // It is of no use either way.
    }
  }
}
