// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import dev.yonder.spi.WorkerLaunch;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * Connections over the standard streams of a process that the driver has started, such as ssh.
 *
 * <p>What the shell of the other host prints before the worker starts comes before a marker, which
 * the driver looks for. What is printed later must not come into the stream: the shell moves the
 * protocol to descriptors of its own by {@link #SHELL_REDIRECTION}, so whatever prints to standard
 * output, native code too, prints to standard error.
 */
public final class StdioLinks {
  /** The descriptors to which the redirection moves what comes from the driver and goes to it. */
  public static final int IN = 3;

  public static final int OUT = 4;

  /** What a shell is to do before it replaces itself by the worker with {@code exec}. */
  public static final String SHELL_REDIRECTION = WorkerLaunch.SHELL_REDIRECTION;

  /** What Java needs so that it can take over those descriptors, whatever they are. */
  public static final String JAVA_OPTION = "--add-opens=java.base/java.io=ALL-UNNAMED";

  /**
   * Starts the worker's bytes; no command line can contain it, so no echo of one is taken for it.
   */
  static final String MARKER = "\0yonder link\n";

  private StdioLinks() {}

  /**
   * Returns a connection with the worker that the process is or leads to.
   *
   * <p>The process belongs to the connection from now on: it is killed if it has not ended two
   * seconds after the connection was closed. Nothing is written before the worker has said Hello.
   * If something else comes instead, {@link Connection#awaitHello} fails with what that was.
   *
   * @param process its standard input and output are pipes that nothing was read from or written to
   */
  public static Connection toProcess(Process process) {
    return new Connection(new ProcessTransport(process));
  }

  /**
   * Returns the worker's side over descriptors to which the shell has moved the protocol.
   *
   * @throws IOException if one of them cannot be used; the message says what to do
   */
  public static Connection overDescriptors(int in, int out) throws IOException {
    return marked(Descriptors.input(in), Descriptors.output(out));
  }

  /**
   * Returns the worker's side over its standard streams, which it takes away from the rest of the
   * program: from now on {@link System#in} is empty and {@link System#out} is {@link System#err}.
   *
   * <p>What native code prints to standard output breaks the link; {@link #overDescriptors} is
   * better wherever a shell starts the worker.
   */
  public static Connection overStandardStreams() throws IOException {
    PrintStream out = System.out;
    System.setIn(InputStream.nullInputStream());
    System.setOut(System.err);
    out.flush();
    return overDescriptors(0, 1);
  }

  static Connection marked(FileInputStream in, FileOutputStream out) throws IOException {
    ReadableByteChannel source = in.getChannel();
    WritableByteChannel sink = out.getChannel();
    Transport transport = new ChannelTransport(source, sink);
    transport.write(StandardCharsets.US_ASCII.encode(MARKER));
    return new Connection(transport);
  }
}
