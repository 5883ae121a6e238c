// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.spi.Backend;
import dev.yonder.spi.BackendException;
import dev.yonder.spi.BlockId;
import dev.yonder.spi.BlockPolicy;
import dev.yonder.spi.BlockRequest;
import dev.yonder.spi.BlockStatus;
import dev.yonder.spi.WorkerLaunch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Submits blocks as there is work for them, and ends those that have none; used by one thread. */
final class Pilots implements BlockPlan {
  private static final System.Logger LOG = System.getLogger("dev.yonder");

  /** So many blocks in a row may end before their workers join. */
  private static final int MOST_FALSE_STARTS = 3;

  private static final long DELAY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long MOST_DELAY_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final String profile;
  private final Backend backend;
  private final BlockPolicy policy;
  private final Blocks blocks;
  private final WorkerLaunch launch;
  private final BlockSession session;

  private int arrays;
  private int falseStarts;
  private long notBefore = System.nanoTime();
  private volatile boolean joinedSince;

  Pilots(
      String profile, Backend backend, Blocks blocks, WorkerLaunch launch, BlockSession session) {
    this.profile = profile;
    this.backend = backend;
    this.policy = backend.policy();
    this.blocks = blocks;
    this.launch = launch;
    this.session = session;
  }

  /** Submits the first blocks, so that settings that the batch system refuses show at once. */
  @Override
  public void begin() throws BackendException {
    if (policy.init() > 0) {
      submit(policy.init());
    }
    session.ready();
  }

  @Override
  public void joined(Block block) {
    joinedSince = true;
  }

  @Override
  public void ended(Block block, BlockStatus.End how) {
    if (block.joined() || block.wasLetGo()) {
      return;
    }
    falseStarts++;
    String story =
        "block %s ended before its worker had come: %s".formatted(block.id(), block.story());
    boolean hopeless = how == BlockStatus.End.REJECTED || falseStarts >= MOST_FALSE_STARTS;
    if (hopeless && blocks.count(Block::works) == 0) {
      session.giveUp(story);
    } else {
      LOG.log(System.Logger.Level.WARNING, story);
      delay();
    }
  }

  private void delay() {
    long nanos = Math.min(MOST_DELAY_NANOS, DELAY_NANOS << Math.min(falseStarts, 10));
    notBefore = System.nanoTime() + nanos;
  }

  @Override
  public void look(Seen seen) {
    if (joinedSince) {
      joinedSince = false;
      falseStarts = 0;
    }
    long now = System.nanoTime();
    if (now - notBefore >= 0) {
      int more = Scaling.more(policy, seen.load().unmetCpus(), seen.present(), seen.coming());
      if (more > 0) {
        trySubmit(more);
      }
    }
    retireIdle(seen.load(), now);
  }

  private void retireIdle(Engine.Load load, long now) {
    int works = blocks.count(Block::works);
    for (Block block : blocks.where(Block::works)) {
      Long handed = load.idle().get(block.name());
      long since = block.idleSince(handed, now);
      boolean tooLong = since != Long.MAX_VALUE && now - since >= policy.idle().toNanos();
      if (handed != null && tooLong && works > policy.min()) {
        works--;
        session.retire(block.name(), handed);
      }
    }
  }

  private void trySubmit(int count) {
    try {
      submit(count);
    } catch (BackendException e) {
      falseStarts++;
      String story = "no more blocks can be had, because " + e.getMessage();
      if (e.isLasting() && blocks.all().isEmpty()) {
        session.giveUp(story);
      } else {
        LOG.log(System.Logger.Level.WARNING, story);
      }
      delay();
    }
  }

  private void submit(int count) throws BackendException {
    BlockRequest request =
        new BlockRequest(
            profile + "-" + ++arrays, 1, count, policy.needs(), policy.walltime(), launch);
    List<Block> array = new ArrayList<>(count);
    for (int number = 1; number <= count; number++) {
      array.add(new Block(request.worker(number), number, session::linkEnded));
    }
    // A worker may come before its submission has been answered for.
    blocks.add(array);
    try {
      List<BlockId> ids = backend.submit(request);
      for (int i = 0; i < ids.size(); i++) {
        array.get(i).submitted(ids.get(i));
      }
      array.subList(ids.size(), count).forEach(blocks::remove);
    } catch (BackendException e) {
      array.forEach(blocks::remove);
      throw e;
    }
  }
}
