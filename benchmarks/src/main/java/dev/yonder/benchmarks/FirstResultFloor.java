// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The least program that starts a worker process, has it answer, and prints the answer. */
final class FirstResultFloor {

  private FirstResultFloor() {}

  /**
   * Runs the program.
   *
   * @param arguments an option for the worker's Java machine, and the path of the socket
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(arguments[1]);
    Process worker;
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(address);
      worker = start(arguments[0], arguments[1]);
      try (SocketChannel channel = server.accept()) {
        ByteBuffer out = ByteBuffer.allocateDirect(Long.BYTES + SocketFloor.MESSAGE);
        SocketFloor.writeAll(channel, out.putLong(SocketFloor.ECHO).putLong(1).clear());
        ByteBuffer in = ByteBuffer.allocateDirect(SocketFloor.MESSAGE);
        SocketFloor.readAll(channel, in);
        System.out.println(in.getLong(0));
      }
    } finally {
      Files.deleteIfExists(Path.of(arguments[1]));
    }
    worker.waitFor();
  }

  private static Process start(String option, String address) throws IOException {
    List<String> command =
        List.of(
            Jvm.tool("java"),
            "-XX:ActiveProcessorCount=1",
            "-Xlog:cds=off",
            option,
            "-cp",
            System.getProperty("java.class.path"),
            SocketFloor.class.getName(),
            address);
    // Not to the program's own output, which whoever measures reads to its end.
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
