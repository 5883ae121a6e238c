// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Gives some bytes, a few at a time, and keeps what is written. */
final class BytesTransport implements Transport {
  final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final ByteBuffer given;
  private final int atATime;

  BytesTransport(byte[] given, int atATime) {
    this.given = ByteBuffer.wrap(given);
    this.atATime = atATime;
  }

  @Override
  public int read(ByteBuffer buffer) {
    if (!given.hasRemaining()) {
      return -1;
    }
    int length = Math.min(Math.min(atATime, buffer.remaining()), given.remaining());
    buffer.put(given.slice(given.position(), length));
    given.position(given.position() + length);
    return length;
  }

  @Override
  public void write(ByteBuffer buffer) {
    while (buffer.hasRemaining()) {
      written.write(buffer.get());
    }
  }

  @Override
  public void endOutput() {}

  @Override
  public void close() {}
}
