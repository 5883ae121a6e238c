// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import dev.yonder.Session;
import dev.yonder.Yonder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** One no-op call after the other on a warm worker process: the median of single round trips. */
final class ProcessLatency implements Row.Measurement {
  private static final int CALLS = 5_000;

  private final SocketFloor other;
  private final SocketChannel channel;
  private final BlockingQueue<CompletableFuture<Long>> waiting = new LinkedBlockingQueue<>();
  private final Session session =
      Yonder.builder().profile("processes").cpus(1).progress(false).open();

  ProcessLatency() {
    try {
      other = new SocketFloor();
      channel = other.connect(SocketFloor.ECHO);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread reader = new Thread(this::read, "floor-reader");
    reader.setDaemon(true);
    reader.start();
  }

  /** Completes the caller's futures, so that the answer changes threads as ours must. */
  private void read() {
    ByteBuffer in = ByteBuffer.allocateDirect(SocketFloor.MESSAGE);
    try {
      while (true) {
        SocketFloor.readAll(channel, in.clear());
        waiting.remove().complete(in.flip().getLong());
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  @Override
  public double floor() throws Exception {
    return median(floorMicros());
  }

  /** Returns what each of some round trips takes. */
  double[] floorMicros() throws Exception {
    ByteBuffer out = ByteBuffer.allocateDirect(SocketFloor.MESSAGE);
    double[] micros = new double[CALLS];
    for (int i = 0; i < CALLS; i++) {
      long start = System.nanoTime();
      CompletableFuture<Long> answer = new CompletableFuture<>();
      waiting.add(answer);
      SocketFloor.writeAll(channel, out.clear().putLong(0, i));
      Sums.check(answer.get(), i);
      micros[i] = (System.nanoTime() - start) / 1e3;
    }
    return micros;
  }

  @Override
  public double ours() throws Exception {
    return median(oursMicros());
  }

  /** Returns what each of some calls takes. */
  double[] oursMicros() throws Exception {
    CallsRemote.Calls calls = CallsRemote.on(session);
    double[] micros = new double[CALLS];
    for (int i = 0; i < CALLS; i++) {
      long start = System.nanoTime();
      Sums.check(calls.increment(i).get(), i + 1);
      micros[i] = (System.nanoTime() - start) / 1e3;
    }
    return micros;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  @Override
  public void close() throws IOException {
    session.close();
    channel.close();
    other.close();
  }
}
