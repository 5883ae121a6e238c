// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Reads frames and puts messages together; used by one thread, but for {@link #lastRead}. */
final class FrameReader {
  /** Enough for a frame before the other side is trusted, and for links on which little comes. */
  private static final int FIRST_BUFFER = Frame.LENGTH + Frame.MOST_UNTRUSTED;

  private static final int BUFFER = 2 * (Frame.LENGTH + Frame.MOST);

  private final Transport transport;
  private long mostArrayBytes;
  private boolean trusted;
  private ByteBuffer in = buffer(FIRST_BUFFER).limit(0);
  private @Nullable Assembly message;
  private @Nullable Assembly object;
  private volatile long lastRead = System.nanoTime();

  /** Constructs a reader that accepts only short messages, until the other side is trusted. */
  FrameReader(Transport transport) {
    this.transport = transport;
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Accepts all messages from now on.
   *
   * @param mostArrayBytes how many bytes the arrays of a message may have together
   */
  void trust(long mostArrayBytes) {
    this.trusted = true;
    this.mostArrayBytes = mostArrayBytes;
  }

  /**
   * Waits for the next message, and returns null at the end of what is sent.
   *
   * @throws ProtocolException if what arrives is no message
   * @throws EOFException if it ends inside one
   */
  @Nullable Message read() throws IOException {
    while (true) {
      if (!fill()) {
        return null;
      }
      int length = in.getInt();
      int end = in.position() + length;
      int limit = in.limit();
      in.limit(end);
      Message complete = frame(in.get());
      if (complete != null && in.hasRemaining()) {
        throw new ProtocolException(in.remaining() + " bytes follow the end of a message");
      }
      in.position(end).limit(limit);
      if (complete != null) {
        return complete;
      }
    }
  }

  /** Returns when something was read last, as {@link System#nanoTime} tells. */
  long lastRead() {
    return lastRead;
  }

  /** Returns the message that the frame completes, null if it completes none. */
  private @Nullable Message frame(int kind) throws ProtocolException {
    if (!trusted && kind != Frame.WHOLE) {
      throw new ProtocolException("a frame of the kind " + kind + " came before the handshake");
    }
    switch (kind) {
      case Frame.WHOLE -> {
        return MessageCodec.decode(new WireInput(in, /* mostArrayBytes= */ 0));
      }
      case Frame.PART, Frame.LAST -> {
        message = message == null ? new Assembly(mostArrayBytes) : message;
        Message complete = part(message, kind == Frame.LAST);
        message = complete == null ? message : null;
        return complete;
      }
      case Frame.OBJECT_PART, Frame.OBJECT_LAST -> {
        object = object == null ? new Assembly(mostArrayBytes) : object;
        Message complete = part(object, kind == Frame.OBJECT_LAST);
        object = complete == null ? object : null;
        return complete;
      }
      default -> throw new ProtocolException("there is no frame of the kind " + kind);
    }
  }

  private @Nullable Message part(Assembly assembly, boolean last) throws ProtocolException {
    assembly.take(in);
    return last ? assembly.complete() : null;
  }

  /** Waits until a whole frame is in the buffer, and returns false at the end. */
  private boolean fill() throws IOException {
    while (true) {
      int missing = Frame.HEADER - in.remaining();
      if (missing <= 0) {
        int length = in.getInt(in.position());
        int most = trusted ? Frame.MOST : Frame.MOST_UNTRUSTED;
        if (length < 1 || length > most) {
          throw new ProtocolException("a frame has 1 to %d bytes, not %d".formatted(most, length));
        }
        missing = Frame.LENGTH + length - in.remaining();
        if (missing <= 0) {
          return true;
        }
      }
      if (in.capacity() - in.limit() < missing) {
        makeRoom();
      }
      if (!more()) {
        return false;
      }
    }
  }

  /** Makes room for a whole frame; as more has come than the buffer takes, for more at once. */
  private void makeRoom() {
    if (trusted && in.capacity() < BUFFER) {
      in = buffer(BUFFER).put(in).flip();
    } else {
      in.compact().flip();
    }
  }

  private boolean more() throws IOException {
    if (!in.hasRemaining()) {
      in.position(0).limit(0);
    }
    int start = in.position();
    int end = in.limit();
    in.limit(in.capacity()).position(end);
    int read;
    try {
      read = transport.read(in);
      lastRead = System.nanoTime();
    } finally {
      in.limit(in.position()).position(start);
    }
    if (read < 0 && (in.hasRemaining() || message != null || object != null)) {
      throw new EOFException("the other side ended inside a message");
    }
    return read >= 0;
  }
}
