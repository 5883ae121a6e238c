// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.Resources;
import dev.yonder.spi.Backend;
import dev.yonder.spi.BackendException;
import dev.yonder.spi.BlockId;
import dev.yonder.spi.BlockPolicy;
import dev.yonder.spi.BlockRequest;
import dev.yonder.spi.BlockStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Blocks of nothing, which wait in a queue; each is known by the name of its worker. */
class FakeBlocks implements Backend {
  private final int init;
  private final int max;
  private final Map<String, BlockStatus> blocks = new LinkedHashMap<>();
  private int submissions;

  /**
   * Constructs an empty queue.
   *
   * @param init how many blocks are submitted when a session is opened
   * @param max how many there are at most
   */
  FakeBlocks(int init, int max) {
    this.init = init;
    this.max = max;
  }

  @Override
  public String description() {
    return "blocks of nothing";
  }

  @Override
  public BlockPolicy policy() {
    return new BlockPolicy(
        BlockPolicy.Use.PILOTS,
        BlockPolicy.Reach.HOME,
        init,
        0,
        max,
        new Resources(1, 0, 0, Map.of()),
        /* walltime= */ null,
        Duration.ofMinutes(1),
        Duration.ofMillis(1));
  }

  @Override
  public List<BlockId> submit(BlockRequest request) throws BackendException {
    queue(request.workers());
    return request.workers().stream().map(BlockId::new).toList();
  }

  private synchronized void queue(List<String> workers) {
    submissions++;
    workers.forEach(worker -> blocks.put(worker, BlockStatus.queued("")));
    notifyAll();
  }

  /** Has the batch system end the block. */
  synchronized void end(String block, BlockStatus.End how) {
    blocks.put(block, BlockStatus.ended(how, "it was not to be"));
  }

  @Override
  public synchronized Map<BlockId, BlockStatus> poll(Set<BlockId> asked) {
    return asked.stream()
        .filter(id -> blocks.containsKey(id.toString()))
        .collect(Collectors.toMap(id -> id, id -> blocks.get(id.toString())));
  }

  @Override
  public synchronized void cancel(Set<BlockId> unwanted) throws BackendException {
    if (Thread.currentThread().isInterrupted()) {
      throw BackendException.passing("commands of such a thread are ended at once", null);
    }
    unwanted.forEach(id -> blocks.remove(id.toString()));
    notifyAll();
  }

  /** Returns the blocks that have neither ended nor been cancelled. */
  synchronized Set<String> left() {
    Set<String> left = new TreeSet<>(blocks.keySet());
    left.removeIf(block -> blocks.get(block).end() != null);
    return left;
  }

  synchronized int submissions() {
    return submissions;
  }

  /** Waits for something that submissions and cancellations bring about. */
  synchronized void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      wait();
    }
  }

  @Override
  public void close() {}
}
