// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Payloads in files: pieces of a stated length, as a link sends them. */
public final class PayloadFile {
  private static final int PIECE = 1 << 20;

  private PayloadFile() {}

  /** Writes the payload to a new file. */
  public static void write(Path file, Payload payload) throws IOException {
    WireOutput encoded = new WireOutput();
    MessageCodec.encode(new Message.Fetched(0, payload), encoded);
    Disassembly parts = new Disassembly(encoded);
    ByteBuffer buffer = buffer();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      boolean last = false;
      while (!last) {
        buffer.clear().position(Integer.BYTES);
        last = parts.put(buffer);
        buffer.putInt(0, buffer.position() - Integer.BYTES).flip();
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }
    }
  }

  /** Reads what {@link #write} has written. */
  public static Payload read(Path file) throws IOException {
    Assembly assembly = new Assembly(Runtime.getRuntime().maxMemory());
    ByteBuffer buffer = buffer();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (channel.position() < channel.size()) {
        readFully(channel, buffer.clear().limit(Integer.BYTES));
        int length = buffer.getInt(0);
        if (length < 0 || length > PIECE) {
          throw new ProtocolException("a piece of %s has %d bytes".formatted(file, length));
        }
        readFully(channel, buffer.clear().limit(length));
        assembly.take(buffer.flip());
      }
    }
    if (assembly.complete() instanceof Message.Fetched fetched) {
      return fetched.value();
    }
    throw new ProtocolException(file + " holds no payload");
  }

  private static ByteBuffer buffer() {
    return ByteBuffer.allocateDirect(PIECE).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void readFully(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("a payload ends too early");
      }
    }
  }
}
