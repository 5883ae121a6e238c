// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import dev.yonder.Session;
import dev.yonder.Yonder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;

/** An array of 64 MiB that goes to a worker process as an argument, or comes as a result. */
final class ProcessBulk implements Row.Measurement {
  private static final int LENGTH = 8 << 20;
  private static final long BYTES = (long) LENGTH * Double.BYTES;
  private static final int ROUNDS = 5;

  private final boolean there;
  private final SocketFloor other;
  private final SocketChannel channel;
  private final double[] array = new double[LENGTH];
  private final double[] floorArray = new double[LENGTH];
  private final Session session =
      Yonder.builder().profile("processes").cpus(1).progress(false).open();

  /** Constructs the measurement of arguments, or else of results. */
  ProcessBulk(boolean there) {
    this.there = there;
    array[LENGTH - 1] = LENGTH;
    try {
      other = new SocketFloor();
      channel = other.connect(there ? BYTES : SocketFloor.GIVE);
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
      if (!there) {
        SocketFloor.writeAll(channel, number.clear().putLong(0, BYTES));
      }
      if (there) {
        SocketFloor.writeAll(channel, buffer, array);
      } else {
        SocketFloor.readAll(channel, buffer, floorArray);
      }
      if (there) {
        SocketFloor.readAll(channel, number.clear());
      }
    }
    return perSecond(start);
  }

  @Override
  public double ours() throws Exception {
    CallsRemote.Calls calls = CallsRemote.on(session);
    long start = System.nanoTime();
    for (int i = 0; i < ROUNDS; i++) {
      long last = there ? calls.take(array).get() : (long) calls.give(LENGTH).get()[LENGTH - 1];
      Sums.check(last, LENGTH);
    }
    return perSecond(start);
  }

  private static double perSecond(long start) {
    return ROUNDS * (BYTES >> 20) * 1e9 / (System.nanoTime() - start);
  }

  @Override
  public void close() throws IOException {
    session.close();
    channel.close();
    other.close();
  }
}
