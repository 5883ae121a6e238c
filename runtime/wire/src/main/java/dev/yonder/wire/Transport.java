// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Carries bytes in order, both ways; one thread reads and one writes. */
interface Transport extends Closeable {

  /** Waits for bytes and returns how many were put into the buffer, less than 0 at the end. */
  int read(ByteBuffer buffer) throws IOException;

  /** Writes all that remains in the buffer. */
  void write(ByteBuffer buffer) throws IOException;

  /** Says that nothing more will be written. */
  void endOutput() throws IOException;
}
