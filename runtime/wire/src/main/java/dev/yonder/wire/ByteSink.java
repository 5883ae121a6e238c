// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes frames into memory. */
final class ByteSink implements Transport {
  final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Override
  public void write(ByteBuffer buffer) {
    byte[] some = new byte[buffer.remaining()];
    buffer.get(some);
    bytes.writeBytes(some);
  }

  @Override
  public int read(ByteBuffer buffer) throws IOException {
    throw new IOException("there is nothing to read");
  }

  @Override
  public void endOutput() {}

  @Override
  public void close() {}
}
