// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Gives frames out of memory. */
record ByteSource(ByteBuffer bytes) implements Transport {

  @Override
  public int read(ByteBuffer buffer) {
    if (!bytes.hasRemaining()) {
      return -1;
    }
    int length = Math.min(buffer.remaining(), bytes.remaining());
    buffer.put(bytes.slice(bytes.position(), length));
    bytes.position(bytes.position() + length);
    return length;
  }

  @Override
  public void write(ByteBuffer buffer) throws IOException {
    throw new IOException("there is nothing to write to");
  }

  @Override
  public void endOutput() {}

  @Override
  public void close() {}
}
