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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** No-op calls on two worker processes, all made at once and then waited for. */
final class ProcessThroughput implements Row.Measurement {
  private static final int CALLS = 200_000;
  private static final int ECHOES = 1_000_000;

  private final SocketFloor other;
  private final SocketChannel channel;
  private final BlockingQueue<Long> queue = new LinkedBlockingQueue<>();
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

  /**
   * Messages of 32 bytes that a caller queues one by one: one thread writes what is queued, another
   * takes the answers.
   */
  @Override
  public double floor() throws Exception {
    long start = System.nanoTime();
    Thread reader = new Thread(this::readAll, "floor-reader");
    Thread writer = new Thread(this::writeAll, "floor-writer");
    reader.start();
    writer.start();
    for (long i = 0; i < ECHOES; i++) {
      queue.put(i);
    }
    reader.join();
    writer.join();
    return ECHOES * 1e9 / (System.nanoTime() - start);
  }

  private void writeAll() {
    List<Long> taken = new ArrayList<>();
    ByteBuffer out = ByteBuffer.allocateDirect(SocketFloor.MESSAGES);
    try {
      for (int sent = 0; sent < ECHOES; sent += taken.size()) {
        taken.clear();
        taken.add(queue.take());
        queue.drainTo(taken);
        for (long message : taken) {
          if (!out.hasRemaining()) {
            SocketFloor.writeAll(channel, out.flip());
            out.clear();
          }
          out.putLong(message).putLong(0).putLong(0).putLong(0);
        }
        SocketFloor.writeAll(channel, out.flip());
        out.clear();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readAll() {
    ByteBuffer in = ByteBuffer.allocateDirect(SocketFloor.MESSAGES);
    long sum = 0;
    try {
      for (int read = 0; read < ECHOES; ) {
        in.clear().limit(Math.min(SocketFloor.MESSAGES, (ECHOES - read) * SocketFloor.MESSAGE));
        SocketFloor.readAll(channel, in);
        for (in.flip(); in.hasRemaining(); read++) {
          sum += in.getLong();
          in.position(in.position() + SocketFloor.MESSAGE - Long.BYTES);
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
