// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An array of 64 MiB that goes as an argument to a host that is reached by ssh, against one whose
 * bytes are thrown away there.
 */
final class SshBulk implements Row.Measurement {
  private static final int LENGTH = 8 << 20;
  private static final long BYTES = (long) LENGTH * Double.BYTES;
  private static final int ROUNDS = 5;

  private final SshHost host = new SshHost();
  private final double[] array = new double[LENGTH];

  /** Takes the bytes after each line, and answers with one. */
  private final Process taker =
      host.run("while read -r line; do head -c " + BYTES + " >/dev/null && echo; done");

  SshBulk() {
    array[LENGTH - 1] = LENGTH;
  }

  @Override
  public double floor() throws IOException {
    long start = System.nanoTime();
    for (int i = 0; i < ROUNDS; i++) {
      writeAll(taker.getOutputStream());
      Sums.check(taker.getInputStream().read(), '\n');
    }
    return perSecond(start);
  }

  private void writeAll(OutputStream out) throws IOException {
    out.write('\n');
    byte[] bytes = new byte[SocketFloor.BUFFER];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    for (int from = 0; from < LENGTH; from += bytes.length / Double.BYTES) {
      buffer.asDoubleBuffer().put(array, from, bytes.length / Double.BYTES);
      out.write(bytes);
    }
    out.flush();
  }

  @Override
  public double ours() throws Exception {
    CallsRemote.Calls calls = CallsRemote.on(host.session());
    long start = System.nanoTime();
    for (int i = 0; i < ROUNDS; i++) {
      Sums.check(calls.take(array).get(), LENGTH);
    }
    return perSecond(start);
  }

  private static double perSecond(long start) {
    return ROUNDS * (BYTES >> 20) * 1e9 / (System.nanoTime() - start);
  }

  @Override
  public void close() throws IOException {
    taker.destroy();
    host.close();
  }
}
