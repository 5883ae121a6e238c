// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One no-op call after the other on a host that is reached by ssh, against bytes that {@code cat}
 * sends back: the median of single round trips.
 */
final class SshLatency implements Row.Measurement {
  private static final int CALLS = 2_000;

  private final SshHost host = new SshHost();
  private final Process echo = host.run("exec cat");

  @Override
  public double floor() throws IOException {
    OutputStream out = echo.getOutputStream();
    DataInputStream in = new DataInputStream(echo.getInputStream());
    byte[] message = new byte[SocketFloor.MESSAGE];
    double[] micros = new double[CALLS];
    for (int i = 0; i < CALLS; i++) {
      long start = System.nanoTime();
      ByteBuffer.wrap(message).putLong(i);
      out.write(message);
      out.flush();
      in.readFully(message);
      Sums.check(ByteBuffer.wrap(message).getLong(), i);
      micros[i] = (System.nanoTime() - start) / 1e3;
    }
    return median(micros);
  }

  @Override
  public double ours() throws Exception {
    CallsRemote.Calls calls = CallsRemote.on(host.session());
    double[] micros = new double[CALLS];
    for (int i = 0; i < CALLS; i++) {
      long start = System.nanoTime();
      Sums.check(calls.increment(i).get(), i + 1);
      micros[i] = (System.nanoTime() - start) / 1e3;
    }
    return median(micros);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  @Override
  public void close() throws IOException {
    echo.destroy();
    host.close();
  }
}
