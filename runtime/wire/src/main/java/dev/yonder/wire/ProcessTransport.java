// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The standard streams of a process.
 *
 * <p>Java cannot interrupt a thread that reads from or writes to them: only the end of the process
 * does. So closing gives it a while to end by itself, and then kills it.
 */
final class ProcessTransport implements Transport {
  private static final long END_SECONDS = 2;

  /** Pipes have room for as much. */
  private static final int PIECE = 1 << 16;

  private final Process process;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] read = new byte[PIECE];
  private final byte[] written = new byte[PIECE];
  private boolean started;

  ProcessTransport(Process process) {
    this.process = process;
    this.in = process.getInputStream();
    this.out = process.getOutputStream();
  }

  @Override
  public int read(ByteBuffer buffer) throws IOException {
    if (!started) {
      Preamble.skip(in);
      started = true;
    }
    int length = in.read(read, 0, Math.min(read.length, buffer.remaining()));
    if (length > 0) {
      buffer.put(read, 0, length);
    }
    return length;
  }

  @Override
  public void write(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      int length = Math.min(written.length, buffer.remaining());
      buffer.get(written, 0, length);
      out.write(written, 0, length);
    }
    out.flush();
  }

  @Override
  public void endOutput() throws IOException {
    out.close();
  }

  @Override
  public void close() {
    CompletableFuture.delayedExecutor(END_SECONDS, TimeUnit.SECONDS)
        .execute(() -> process.toHandle().destroyForcibly());
    // Waits for a write to end, as that of a thread that the process keeps waiting.
    Thread closing = new Thread(this::closeOutput, "yonder-close-" + process.pid());
    closing.setDaemon(true);
    closing.start();
  }

  private void closeOutput() {
    try {
      out.close();
    } catch (IOException e) {
      // The process has ended.
    }
  }
}
