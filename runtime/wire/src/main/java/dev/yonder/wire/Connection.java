// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose sides do not know each other yet, used by one thread.
 *
 * <p>The worker says {@link Message.Hello}; the driver answers with {@link Message.Welcome}, which
 * makes it a {@link Link}, or with {@link Message.Refused}. Until then nothing else is understood.
 */
public final class Connection implements Closeable {
  private final Transport transport;
  private final FrameReader reader;

  Connection(Transport transport) {
    this.transport = transport;
    this.reader = new FrameReader(transport);
  }

  /**
   * Waits for the worker's first message.
   *
   * @throws IOException if something else comes, or nothing within the time
   */
  public Message.Hello awaitHello(Duration limit) throws IOException {
    Message first = readWithin(limit);
    if (first instanceof Message.Hello hello) {
      return hello;
    }
    throw new ProtocolException("a worker says Hello first, not " + nameOf(first));
  }

  /** Takes the worker, and returns the link to it, which has not been started. */
  public Link welcome(Message.Welcome welcome, String worker) throws IOException {
    writeNow(welcome);
    return link(worker);
  }

  /** Refuses the worker, and closes the connection. */
  public void refuse(String reason) throws IOException {
    try (this) {
      writeNow(new Message.Refused(reason));
      transport.endOutput();
    }
  }

  /**
   * Says Hello and waits for the answer.
   *
   * @throws IOException if the driver refuses, with its reason, or does not answer within the time
   */
  public Message.Welcome sayHello(Message.Hello hello, Duration limit) throws IOException {
    writeNow(hello);
    Message answer = readWithin(limit);
    if (answer instanceof Message.Welcome welcome) {
      return welcome;
    }
    if (answer instanceof Message.Refused refused) {
      throw new IOException("the driver refused this worker because " + refused.reason());
    }
    throw new ProtocolException("a driver answers Hello by Welcome, not " + nameOf(answer));
  }

  /** Returns what carries the bytes, for those that break it to see what comes of that. */
  Transport transport() {
    return transport;
  }

  /** Returns the link, which has not been started, after the handshake. */
  public Link link(String name) {
    reader.trust(Runtime.getRuntime().maxMemory());
    return new StreamLink(name, transport, reader);
  }

  private void writeNow(Message message) throws IOException {
    FrameWriter writer = new FrameWriter(transport, () -> null);
    writer.write(message);
    writer.flush();
  }

  private Message readWithin(Duration limit) throws IOException {
    AtomicBoolean done = new AtomicBoolean();
    Executor later = CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS);
    later.execute(
        () -> {
          if (done.compareAndSet(false, true)) {
            closeQuietly();
          }
        });
    try {
      Message message = reader.read();
      if (message == null) {
        throw new EOFException("the other side closed the connection before the handshake");
      }
      return message;
    } catch (IOException e) {
      throw done.get() ? tooLate(limit, e) : e;
    } finally {
      done.set(true);
    }
  }

  private static IOException tooLate(Duration limit, IOException cause) {
    String instead = cause instanceof NoStartException ? ": " + cause.getMessage() : "";
    return new IOException("nothing came within " + limit + instead, cause);
  }

  private void closeQuietly() {
    try {
      transport.close();
    } catch (IOException e) {
      // The thread that waits finds out.
    }
  }

  private static String nameOf(@Nullable Message message) {
    return message == null ? "nothing" : message.getClass().getSimpleName();
  }

  @Override
  public void close() throws IOException {
    transport.close();
  }
}
