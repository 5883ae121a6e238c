// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.spi.BlockId;
import dev.yonder.spi.BlockStatus;
import dev.yonder.wire.Message;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A block of one worker, from its submission to its end. Safe for use by several threads. */
final class Block implements RemoteWorker.Host, HeartbeatWatch.Watched {
  private final String worker;
  private final int number;
  private final Consumer<Block> ends;
  private @Nullable BlockId id;
  private @Nullable BlockStatus status;
  private @Nullable RemoteWorker link;
  private boolean linkEnded;
  private @Nullable String note;
  private int looksSinceLinkEnded;
  private long linkEndedAt;
  private boolean draining;
  private long idleSince = Long.MAX_VALUE;
  private long idleAfter;

  /**
   * Constructs a block that is about to be submitted.
   *
   * @param worker the name of its worker
   * @param number its number within its array, or of its place
   * @param ends has it cancelled, and its end looked after
   */
  Block(String worker, int number, Consumer<Block> ends) {
    this.worker = worker;
    this.number = number;
    this.ends = ends;
  }

  String name() {
    return worker;
  }

  int number() {
    return number;
  }

  synchronized @Nullable BlockId id() {
    return id;
  }

  synchronized void submitted(BlockId as) {
    id = as;
  }

  @Override
  public synchronized @Nullable RemoteWorker worker() {
    return linkEnded ? null : link;
  }

  /** Returns the worker, even if it was lost; null before it has joined. */
  synchronized @Nullable RemoteWorker lastWorker() {
    return link;
  }

  /** Takes the worker; returns false where one has come before, or the block is over. */
  synchronized boolean join(RemoteWorker joined) {
    if (link != null || over()) {
      return false;
    }
    link = joined;
    return true;
  }

  synchronized boolean joined() {
    return link != null;
  }

  /** Returns whether its worker joined and has not been lost. */
  synchronized boolean works() {
    return link != null && !linkEnded;
  }

  synchronized boolean over() {
    return status != null && status.state() == BlockStatus.State.ENDED;
  }

  /** Returns whether its worker was told that the session, or the block, is not needed any more. */
  synchronized boolean wasLetGo() {
    return link != null && link.wasClosed();
  }

  synchronized void observed(BlockStatus seen) {
    status = seen;
  }

  synchronized @Nullable BlockStatus status() {
    return status;
  }

  /** Returns whether nothing would be learnt by asking for its status. */
  synchronized boolean needsNoLook() {
    return id == null || over() || works();
  }

  /**
   * Counts a look at all blocks, and returns whether the link ended so many looks ago, and so long
   * ago, that nothing more will be learnt of the end.
   */
  synchronized boolean lookedInVain(int most, long nanos) {
    return linkEnded && ++looksSinceLinkEnded >= most && System.nanoTime() - linkEndedAt >= nanos;
  }

  synchronized boolean linkEnded() {
    return linkEnded;
  }

  /**
   * Returns since when it has had nothing to do, the most if it has something to do now.
   *
   * @param handed how many attempts it has been handed if it idles, null if it does not; what it
   *     was handed since it was seen last has ended already, and counts all the same
   */
  synchronized long idleSince(@Nullable Long handed, long now) {
    if (handed == null) {
      idleSince = Long.MAX_VALUE;
    } else if (idleSince == Long.MAX_VALUE || handed != idleAfter) {
      idleSince = now;
      idleAfter = handed;
    }
    return idleSince;
  }

  @Override
  public void linkEnded(@Nullable IOException reason) {
    synchronized (this) {
      linkEnded = true;
      linkEndedAt = System.nanoTime();
      if (reason != null && note == null) {
        note = "its link broke (%s)".formatted(reason.getMessage());
      }
    }
    ends.accept(this);
  }

  @Override
  public synchronized void draining() {
    draining = true;
  }

  /** Returns whether its worker said that it will be ended, and can still be spoken to. */
  synchronized boolean drains() {
    return draining && !linkEnded;
  }

  @Override
  public void beat() {
    RemoteWorker heard = worker();
    if (heard != null) {
      heard.send(new Message.Alive(0, 0, 0));
    }
  }

  @Override
  public void kill(String reason) {
    RemoteWorker left;
    synchronized (this) {
      if (note == null) {
        note = reason;
      }
      left = link;
    }
    if (left != null) {
      left.cut();
    }
    ends.accept(this);
  }

  /** Returns how the worker was lost, to complete "because …". */
  synchronized String story() {
    String said = status == null ? "" : status.reason();
    String noted = note == null ? "" : note;
    String story = noted.isEmpty() || said.isEmpty() ? noted + said : noted + "; " + said;
    String end = story.isEmpty() ? "it ended" : story;
    return link == null ? end : link.withVitals(end);
  }
}
