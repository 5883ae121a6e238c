// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process at the other end of a Unix domain socket that sends back what it gets: the least that
 * two processes can do.
 *
 * <p>A conversation is a first long that says how: {@link #ECHO}, or how many bytes to take or to
 * give as elements of an array, of which only the end is answered.
 */
final class SocketFloor implements AutoCloseable {
  /** Send back everything until the end, message by message. */
  static final long ECHO = 0;

  /** The bytes of a message, and of the buffers that messages are gathered in. */
  static final int MESSAGE = 32;

  static final int MESSAGES = 1 << 13;

  /** Give as many bytes as the second long says; otherwise take them and answer with a long. */
  static final long GIVE = -1;

  static final int BUFFER = 1 << 18;

  private final Path directory;
  private final ServerSocketChannel server;
  private final Process process;

  SocketFloor() throws IOException {
    directory = Files.createTempDirectory("floor");
    Path address = directory.resolve("s");
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(address));
    List<String> command =
        List.of(
            Jvm.tool("java"),
            "-cp",
            System.getProperty("java.class.path"),
            SocketFloor.class.getName(),
            address.toString());
    process = new ProcessBuilder(command).inheritIO().start();
  }

  /** Returns a connection to the process, of which each has a thread there. */
  SocketChannel connect(long how) throws IOException {
    SocketChannel channel = server.accept();
    ByteBuffer first = ByteBuffer.allocate(Long.BYTES).putLong(how).flip();
    writeAll(channel, first);
    return channel;
  }

  static void writeAll(SocketChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  static void readAll(SocketChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException();
      }
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    server.close();
    try {
      process.waitFor(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(directory.resolve("s"));
    Files.deleteIfExists(directory);
  }

  /** Runs in the other process: keeps one more connection open than are in use. */
  public static void main(String[] arguments) throws IOException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(arguments[0]);
    while (true) {
      SocketChannel channel = SocketChannel.open(address);
      ByteBuffer how = ByteBuffer.allocateDirect(Long.BYTES);
      try {
        readAll(channel, how);
      } catch (IOException e) {
        return;
      }
      Thread thread = new Thread(() -> serve(channel, how.flip().getLong()));
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static void serve(SocketChannel channel, long how) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.nativeOrder());
    try (channel) {
      if (how == ECHO) {
        echo(channel);
      } else if (how == GIVE) {
        give(channel, buffer);
      } else {
        take(channel, buffer, how);
      }
    } catch (IOException e) {
      // The other side has what it wanted.
    }
  }

  /** Handles message after message, and writes what it has when nothing more has arrived. */
  private static void echo(SocketChannel channel) throws IOException {
    ByteBuffer in = ByteBuffer.allocateDirect(MESSAGES);
    ByteBuffer out = ByteBuffer.allocateDirect(MESSAGES);
    while (channel.read(in) >= 0) {
      in.flip();
      while (in.remaining() >= MESSAGE) {
        for (int i = 0; i < MESSAGE; i += Long.BYTES) {
          out.putLong(in.getLong());
        }
      }
      writeAll(channel, out.flip());
      out.clear();
      in.compact();
    }
  }

  private static void give(SocketChannel channel, ByteBuffer buffer) throws IOException {
    ByteBuffer amount = ByteBuffer.allocateDirect(Long.BYTES);
    double[] array = new double[0];
    while (true) {
      readAll(channel, amount.clear());
      int length = (int) (amount.flip().getLong() / Double.BYTES);
      array = array.length == length ? array : new double[length];
      writeAll(channel, buffer, array);
    }
  }

  /** Writes the elements of an array by way of the buffer. */
  static void writeAll(SocketChannel channel, ByteBuffer buffer, double[] array)
      throws IOException {
    for (int from = 0; from < array.length; ) {
      int count = Math.min(array.length - from, buffer.capacity() / Double.BYTES);
      buffer.clear().limit(count * Double.BYTES);
      buffer.asDoubleBuffer().put(array, from, count);
      writeAll(channel, buffer);
      from += count;
    }
  }

  /** Reads the elements of an array by way of the buffer. */
  static void readAll(SocketChannel channel, ByteBuffer buffer, double[] array) throws IOException {
    for (int from = 0; from < array.length; ) {
      int count = Math.min(array.length - from, buffer.capacity() / Double.BYTES);
      readAll(channel, buffer.clear().limit(count * Double.BYTES));
      buffer.flip().asDoubleBuffer().get(array, from, count);
      from += count;
    }
  }

  private static void take(SocketChannel channel, ByteBuffer buffer, long bytes)
      throws IOException {
    double[] array = new double[(int) (bytes / Double.BYTES)];
    while (true) {
      readAll(channel, buffer, array);
      writeAll(channel, ByteBuffer.allocateDirect(Long.BYTES));
    }
  }
}
