// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import dev.yonder.Session;
import dev.yonder.Yonder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;

/** An array of 64 MiB that goes to a worker process, of which one as large comes back. */
final class ProcessRoundTrip implements Row.Measurement {
  private static final int LENGTH = 8 << 20;
  private static final long BYTES = (long) LENGTH * Double.BYTES;
  private static final int ROUNDS = 5;

  private final SocketFloor other;
  private final SocketChannel there;
  private final SocketChannel back;
  private final double[] array = new double[LENGTH];
  private final double[] floorArray = new double[LENGTH];
  private final Session session =
      Yonder.builder().profile("processes").cpus(1).progress(false).open();

  ProcessRoundTrip() {
    try {
      other = new SocketFloor();
      there = other.connect(BYTES);
      back = other.connect(SocketFloor.GIVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public double floor() throws Exception {
    ByteBuffer buffer =
        ByteBuffer.allocateDirect(SocketFloor.BUFFER).order(ByteOrder.nativeOrder());
    ByteBuffer number = ByteBuffer.allocateDirect(Long.BYTES);
    long start = System.nanoTime();
    for (int i = 0; i < ROUNDS; i++) {
      SocketFloor.writeAll(there, buffer, array);
      SocketFloor.readAll(there, number.clear());
      SocketFloor.writeAll(back, number.clear().putLong(0, BYTES));
      SocketFloor.readAll(back, buffer, floorArray);
    }
    return perSecond(start);
  }

  @Override
  public double ours() throws Exception {
    CallsRemote.Calls calls = CallsRemote.on(session);
    long start = System.nanoTime();
    for (int i = 0; i < ROUNDS; i++) {
      Sums.check((long) calls.plusOne(array).get()[LENGTH - 1], 1);
    }
    return perSecond(start);
  }

  private static double perSecond(long start) {
    return ROUNDS * (BYTES >> 20) * 1e9 / (System.nanoTime() - start);
  }

  @Override
  public void close() throws IOException {
    session.close();
    there.close();
    back.close();
    other.close();
  }
}
