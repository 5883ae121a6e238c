// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/**
 * Connections within this process, for sessions whose workers are simulated and for tests.
 *
 * <p>They behave as sockets do: what is written waits in a buffer of bounded size until it is read,
 * a writer waits for room and a reader for bytes, and closing a side wakes both.
 */
public final class MemoryPipe {
  private static final int CAPACITY = 1 << 16;

  private MemoryPipe() {}

  /**
   * The two ends of a pipe.
   *
   * @param driver the side on which Hello is awaited
   * @param worker the side that says it
   */
  public record Pair(Connection driver, Connection worker) {}

  /** Returns two connections, each of which reads what the other one writes. */
  public static Pair pair() {
    Ring toDriver = new Ring();
    Ring toWorker = new Ring();
    return new Pair(
        new Connection(new Side(toDriver, toWorker)), new Connection(new Side(toWorker, toDriver)));
  }

  private record Side(Ring in, Ring out) implements Transport {
    @Override
    public int read(ByteBuffer buffer) throws IOException {
      return in.read(buffer);
    }

    @Override
    public void write(ByteBuffer buffer) throws IOException {
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
    }

    @Override
    public void endOutput() {
      out.end();
    }

    @Override
    public void close() {
      in.closeReader();
      out.closeWriter();
    }
  }

  /** Bytes on their way in one direction. */
  private static final class Ring {
    private final byte[] bytes = new byte[CAPACITY];
    private int start;
    private int length;
    private boolean ended;
    private boolean readerClosed;
    private boolean writerClosed;

    synchronized int read(ByteBuffer buffer) throws IOException {
      try {
        while (length == 0 && !ended && !readerClosed) {
          wait();
        }
      } catch (InterruptedException e) {
        throw interrupted();
      }
      if (readerClosed) {
        throw new ClosedChannelException();
      }
      if (length == 0) {
        return -1;
      }
      int count = Math.min(Math.min(length, bytes.length - start), buffer.remaining());
      buffer.put(bytes, start, count);
      start = (start + count) % bytes.length;
      length -= count;
      notifyAll();
      return count;
    }

    synchronized void write(ByteBuffer buffer) throws IOException {
      try {
        while (length == bytes.length && !readerClosed && !writerClosed) {
          wait();
        }
      } catch (InterruptedException e) {
        throw interrupted();
      }
      if (writerClosed || ended) {
        throw new ClosedChannelException();
      }
      if (readerClosed) {
        throw new EOFException("the other side of a pipe in memory is closed");
      }
      int end = (start + length) % bytes.length;
      int room = Math.min(bytes.length - length, bytes.length - end);
      int count = Math.min(room, buffer.remaining());
      buffer.get(bytes, end, count);
      length += count;
      notifyAll();
    }

    synchronized void end() {
      ended = true;
      notifyAll();
    }

    synchronized void closeReader() {
      readerClosed = true;
      notifyAll();
    }

    synchronized void closeWriter() {
      writerClosed = true;
      ended = true;
      notifyAll();
    }

    private static InterruptedIOException interrupted() {
      Thread.currentThread().interrupt();
      return new InterruptedIOException("a thread was interrupted at a pipe in memory");
    }
  }
}
