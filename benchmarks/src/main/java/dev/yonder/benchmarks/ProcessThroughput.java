// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Yonder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** No-op calls on two worker processes, all made at once and then waited for. */
final class ProcessThroughput implements Row.Measurement {
  private static final int CALLS = 200_000;
  private static final int ECHOES = 2_000_000;
  private static final int MESSAGE = 32;
  private static final int BUFFER = MESSAGE << 11;

  private final SocketFloor other;
  private final SocketChannel channel;
  private final Session session =
      Yonder.builder().profile("processes").cpus(2).progress(false).open();

  ProcessThroughput() {
    try {
      other = new SocketFloor();
      channel = other.connect(SocketFloor.ECHO);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Messages of 32 bytes, many to a write, while another thread takes the answers. */
  @Override
  public double floor() throws Exception {
    long start = System.nanoTime();
    Thread reader = new Thread(this::readAll, "floor-reader");
    reader.start();
    ByteBuffer out = ByteBuffer.allocateDirect(BUFFER);
    for (int sent = 0; sent < ECHOES; ) {
      out.clear();
      while (out.hasRemaining() && sent < ECHOES) {
        out.putLong(sent++).putLong(0).putLong(0).putLong(0);
      }
      SocketFloor.writeAll(channel, out.flip());
    }
    reader.join();
    return ECHOES * 1e9 / (System.nanoTime() - start);
  }

  private void readAll() {
    ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
    long sum = 0;
    try {
      for (int read = 0; read < ECHOES; ) {
        in.clear().limit(Math.min(BUFFER, (ECHOES - read) * MESSAGE));
        SocketFloor.readAll(channel, in);
        for (in.flip(); in.hasRemaining(); read++) {
          sum += in.getLong();
          in.position(in.position() + MESSAGE - Long.BYTES);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Sums.check(sum, (ECHOES - 1L) * ECHOES / 2);
  }

  @Override
  public double ours() {
    CallsRemote.Calls calls = CallsRemote.on(session);
    long start = System.nanoTime();
    List<RemoteFuture<Integer>> futures = new ArrayList<>(CALLS);
    for (int i = 0; i < CALLS; i++) {
      futures.add(calls.increment(i));
    }
    long sum = 0;
    for (RemoteFuture<Integer> future : futures) {
      sum += future.join();
    }
    return Sums.perSecond(CALLS, start, sum, (CALLS + 1L) * CALLS / 2);
  }

  @Override
  public int warmups() {
    return 10;
  }

  @Override
  public void close() throws IOException {
    session.close();
    channel.close();
    other.close();
  }
}
