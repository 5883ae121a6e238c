// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.spi.Backend;
import dev.yonder.spi.BackendException;
import dev.yonder.spi.BlockRequest;
import dev.yonder.spi.BlockStatus;
import dev.yonder.spi.WorkerLaunch;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One block in each of a number of places, such as hosts, each of which is tried again after its
 * block has ended. One that fails does not stop the others.
 */
final class Places implements BlockPlan {
  private static final System.Logger LOG = System.getLogger("dev.yonder");
  private static final long DELAY_MILLIS = 1_000;
  private static final int MOST_DOUBLINGS = 5;

  private final String profile;
  private final Backend backend;
  private final Blocks blocks;
  private final WorkerLaunch launch;
  private final BlockSession session;
  private final AtomicInteger submitted = new AtomicInteger();

  // Guarded by this.
  /** What went wrong in each place since its last worker joined. */
  private final Map<Integer, Failures> failures = new TreeMap<>();

  private boolean joinedOnce;

  /** Failures in a row; the last of them, and whether it will not pass. */
  private record Failures(int count, String story, boolean lasting) {}

  Places(
      String profile, Backend backend, Blocks blocks, WorkerLaunch launch, BlockSession session) {
    this.profile = profile;
    this.backend = backend;
    this.blocks = blocks;
    this.launch = launch;
    this.session = session;
  }

  private int places() {
    return backend.policy().max();
  }

  @Override
  public void begin() {
    for (int place = 1; place <= places(); place++) {
      start(place);
    }
  }

  /** Has a worker started in the place, which may take long. */
  private void start(int place) {
    Daemons.start("yonder-place-" + place, () -> tryStart(place));
  }

  private void tryStart(int place) {
    if (session.isOver()) {
      return;
    }
    BlockRequest request =
        new BlockRequest(
            profile + "-" + submitted.incrementAndGet(),
            place,
            1,
            backend.policy().needs(),
            backend.policy().walltime(),
            launch);
    Block block = new Block(request.worker(place), place, session::linkEnded);
    blocks.add(List.of(block));
    try {
      block.submitted(backend.submit(request).get(0));
    } catch (BackendException e) {
      blocks.remove(block);
      failed(place, String.valueOf(e.getMessage()), e.isLasting());
      return;
    }
    try {
      session.await(block, backend.process(java.util.Objects.requireNonNull(block.id())));
    } catch (IOException e) {
      // What the place says of the end of the block tells more, and is asked for anyhow.
      block.kill(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public synchronized void joined(Block block) {
    failures.remove(block.number());
    joinedOnce = true;
  }

  @Override
  public void ended(Block block, BlockStatus.End how) {
    if (block.wasLetGo()) {
      return;
    }
    if (block.joined()) {
      start(block.number());
    } else {
      failed(block.number(), block.story(), how == BlockStatus.End.REJECTED);
    }
  }

  private void failed(int place, String story, boolean lasting) {
    if (session.isOver()) {
      return;
    }
    int count;
    String all = null;
    synchronized (this) {
      Failures before = failures.get(place);
      count = before == null ? 1 : before.count + 1;
      failures.put(place, new Failures(count, story, lasting));
      if (failures.size() == places() && (!joinedOnce || allLasting())) {
        all = tell();
      }
    }
    if (count == 1 || lasting) {
      LOG.log(System.Logger.Level.WARNING, "there is no worker for now, because {0}", story);
    }
    if (all != null) {
      session.giveUp(all);
    } else if (!lasting) {
      long delay = DELAY_MILLIS << Math.min(count - 1, MOST_DOUBLINGS);
      CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS).execute(() -> start(place));
    }
  }

  private boolean allLasting() {
    return failures.values().stream().allMatch(Failures::lasting);
  }

  /** Returns what went wrong, each story once. */
  private String tell() {
    return String.join("\n", failures.values().stream().map(Failures::story).distinct().toList());
  }

  @Override
  public void look(Seen seen) {
    // There is one block for each place, whatever there is to do.
  }
}
