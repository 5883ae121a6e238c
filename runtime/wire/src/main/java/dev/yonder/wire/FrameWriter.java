// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Cuts messages into frames and writes many of them at once; used by one thread. */
final class FrameWriter {
  /** Enough for links on which little is sent. */
  private static final int FIRST_BUFFER = 1 << 14;

  private static final int BUFFER = 2 * Frame.MOST;

  private final Transport transport;
  private ByteBuffer out = buffer(FIRST_BUFFER);
  private final WireOutput encoded = new WireOutput();
  private final Supplier<@Nullable Message> urgent;

  /** Objects on their way, one after the other: their parts could not be told apart. */
  private final Queue<Moving> objects = new ArrayDeque<>();

  /** How large those are; read by other threads. */
  private volatile long objectBytes;

  private record Moving(Disassembly parts, long bytes) {}

  /**
   * Constructs a writer.
   *
   * @param urgent gives messages that may go between the parts of others, null for none
   */
  FrameWriter(Transport transport, Supplier<@Nullable Message> urgent) {
    this.transport = transport;
    this.urgent = urgent;
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Writes a message, or parts of objects with it; some of it may be held back. */
  void write(Message message) throws IOException {
    encoded.clear();
    MessageCodec.encode(message, encoded);
    if (encoded.arrays().isEmpty() && encoded.length() < Frame.MOST) {
      writeWhole();
    } else if (message instanceof Message.Fetched fetched) {
      addObject(new Moving(new Disassembly(encoded), fetched.value().size()));
      writeObjectPart();
    } else {
      writeParts(new Disassembly(encoded));
    }
    // The next message may be long in coming, and arrays are large.
    encoded.clear();
  }

  /** Writes a part of an object, and returns whether there is more of any. */
  boolean writeObjectPart() throws IOException {
    Moving first = objects.peek();
    if (first != null && writePart(first.parts, Frame.OBJECT_PART, Frame.OBJECT_LAST)) {
      objects.remove();
      count(-first.bytes);
    }
    return !objects.isEmpty();
  }

  /** Returns how many bytes the objects have whose parts are not all written. */
  long objectBytes() {
    return objectBytes;
  }

  private void addObject(Moving object) {
    objects.add(object);
    count(object.bytes);
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // by the one thread that writes
  private void count(long bytes) {
    objectBytes += bytes;
  }

  /** Writes what is held back. */
  void flush() throws IOException {
    if (out.position() > 0) {
      transport.write(out.flip());
      out.clear();
    }
  }

  /** Makes room for a frame, once by a larger buffer for more at once. */
  private void makeRoom() throws IOException {
    if (out.capacity() < BUFFER) {
      out = buffer(BUFFER).put(out.flip());
    } else {
      flush();
    }
  }

  private void writeWhole() throws IOException {
    if (out.remaining() < Frame.HEADER + encoded.length()) {
      makeRoom();
    }
    out.putInt(1 + encoded.length())
        .put((byte) Frame.WHOLE)
        .put(encoded.bytes(), 0, encoded.length());
  }

  private void writeParts(Disassembly message) throws IOException {
    while (!writePart(message, Frame.PART, Frame.LAST)) {
      for (Message next = urgent.get(); next != null; next = urgent.get()) {
        encoded.clear();
        MessageCodec.encode(next, encoded);
        writeWhole();
      }
      writeObjectPart();
    }
  }

  /** Writes a frame, and returns whether it was the last one. */
  private boolean writePart(Disassembly message, int kind, int lastKind) throws IOException {
    if (out.remaining() < Frame.LENGTH + Frame.MOST) {
      makeRoom();
    }
    int start = out.position();
    out.position(start + Frame.HEADER).limit(start + Frame.LENGTH + Frame.MOST);
    boolean last = message.put(out);
    out.limit(out.capacity());
    out.putInt(start, out.position() - start - Frame.LENGTH);
    out.put(start + Frame.LENGTH, (byte) (last ? lastKind : kind));
    return last;
  }
}
