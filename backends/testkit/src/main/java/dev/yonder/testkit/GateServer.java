// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Answers tasks of other processes that ask for the gates of this one. */
final class GateServer {

  /** The system property that names a directory which workers elsewhere see too. */
  private static final String DIRECTORY = "testkit.gates";

  private GateServer() {}

  /** Started when the first gate is made, which happens in the process of the test. */
  private static final class Started {
    static final Path ADDRESS = start();

    private static Path start() {
      try {
        String shared = System.getProperty(DIRECTORY);
        Path directory =
            shared == null
                ? Files.createTempDirectory("gates")
                : Files.createTempDirectory(Path.of(shared), "gates");
        directory.toFile().deleteOnExit();
        Path address = directory.resolve("s");
        address.toFile().deleteOnExit();
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(address));
        daemon(() -> accept(server));
        return address;
      } catch (IOException e) {
        throw new UncheckedIOException("cannot make a socket for gates", e);
      }
    }
  }

  private static volatile boolean here;

  /** Returns where this process listens. */
  static Path address() {
    Path address = Started.ADDRESS;
    here = true;
    return address;
  }

  /** Returns whether the gate is one of this process. */
  static boolean isHere(String gate) {
    return here && gate.startsWith(Started.ADDRESS.toString());
  }

  /** Asks the process of the gate, and waits for the answer. */
  static int ask(String verb, String gate) throws InterruptedException {
    UnixDomainSocketAddress address =
        UnixDomainSocketAddress.of(gate.substring(0, gate.indexOf('#')));
    try (SocketChannel channel = SocketChannel.open(address)) {
      DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel));
      out.writeUTF(verb);
      out.writeUTF(gate);
      return new DataInputStream(Channels.newInputStream(channel)).readInt();
    } catch (ClosedByInterruptException e) {
      Thread.interrupted();
      throw new InterruptedException("while waiting for " + gate);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks a question that is answered at once, interrupt or not. */
  static int askUninterruptibly(String verb, String gate) {
    boolean interrupted = Thread.interrupted();
    while (true) {
      try {
        int answer = ask(verb, gate);
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
        return answer;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  private static void accept(ServerSocketChannel server) {
    try {
      while (true) {
        SocketChannel channel = server.accept();
        daemon(() -> answer(channel));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(SocketChannel channel) {
    try (channel) {
      DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
      int answer = Gates.answer(in.readUTF(), in.readUTF());
      new DataOutputStream(Channels.newOutputStream(channel)).writeInt(answer);
    } catch (IOException | InterruptedException e) {
      // The task that asked is gone.
    }
  }

  private static void daemon(Runnable action) {
    Thread thread = new Thread(action, "gates");
    thread.setDaemon(true);
    thread.start();
  }
}
