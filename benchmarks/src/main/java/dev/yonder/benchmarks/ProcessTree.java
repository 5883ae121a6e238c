// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import dev.yonder.Reduce;
import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Yonder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** The sum of 1,024 arrays of 1,000 doubles, two by two, on two worker processes. */
final class ProcessTree implements Row.Measurement {
  private static final int LEAVES = 1_024;
  private static final int LENGTH = 1_000;

  /** A leaf goes there and comes back; a sum takes two arrays there and one back. */
  private static final int BACK = LENGTH * Double.BYTES;

  private final SocketFloor other;
  private final SocketChannel channel;
  private final Session session =
      Yonder.builder().profile("processes").cpus(2).progress(false).open();

  ProcessTree() {
    try {
      other = new SocketFloor();
      channel = other.connect(SocketFloor.ECHO);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Level by level: the arrays of a level go there and come back, one after the other. */
  @Override
  public double floor() throws Exception {
    ByteBuffer array = ByteBuffer.allocateDirect(BACK);
    long start = System.nanoTime();
    for (int level = LEAVES; level >= 1; level /= 2) {
      for (int i = 0; i < level; i++) {
        SocketFloor.writeAll(channel, array.clear());
        SocketFloor.readAll(channel, array.clear());
      }
    }
    return (2.0 * LEAVES - 1) * 1e9 / (System.nanoTime() - start);
  }

  @Override
  public double ours() throws Exception {
    CallsRemote.Calls calls = CallsRemote.on(session);
    long start = System.nanoTime();
    List<RemoteFuture<double[]>> leaves = new ArrayList<>(LEAVES);
    for (int i = 0; i < LEAVES; i++) {
      leaves.add(calls.leaf(LENGTH, i));
    }
    double[] sum = Reduce.tree(leaves, calls::plus).get();
    Sums.check((long) sum[LENGTH - 1], (LEAVES - 1L) * LEAVES / 2);
    return (2.0 * LEAVES - 1) * 1e9 / (System.nanoTime() - start);
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
