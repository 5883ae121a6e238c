// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Waits at a Unix domain socket for workers on this host.
 *
 * <p>Who may connect is decided by the rights of the socket's directory and file, which only their
 * owner has.
 */
public final class UnixServer implements Closeable {
  /** The system's bound is 108 bytes with a zero at the end, and 104 on some. */
  private static final int LONGEST_PATH = 100;

  private final Path path;
  private final ServerSocketChannel channel;

  private UnixServer(Path path, ServerSocketChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Makes the socket.
   *
   * @throws IOException if the path is too long or taken, or the directory cannot be written to
   */
  public static UnixServer bind(Path path) throws IOException {
    int length = path.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    if (length > LONGEST_PATH) {
      throw new IOException(
          ("the path of a Unix domain socket has at most %d bytes, but %s has %d; choose a shorter"
                  + " directory for temporary files with -Djava.io.tmpdir=…")
              .formatted(LONGEST_PATH, path, length));
    }
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(path));
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    return new UnixServer(path, channel);
  }

  /** Waits for a worker. */
  public Connection accept() throws IOException {
    return new Connection(ChannelTransport.of(channel.accept()));
  }

  /** Connects to the socket of the path. */
  public static Connection connect(Path path) throws IOException {
    return new Connection(
        ChannelTransport.of(SocketChannel.open(UnixDomainSocketAddress.of(path))));
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }
}
