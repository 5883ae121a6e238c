// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.spi.Backend;
import dev.yonder.spi.BackendException;
import dev.yonder.spi.BlockId;
import dev.yonder.spi.BlockRequest;
import dev.yonder.spi.BlockStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Speaks with the batch system on a thread of its own, as its commands may take as long as they
 * like.
 */
final class JobBatch {
  private static final System.Logger LOG = System.getLogger("dev.yonder");
  private static final long FIRST_DELAY_MILLIS = 1_000;
  private static final int MOST_DOUBLINGS = 6;
  private static final long END_SECONDS = 60;

  private final Backend backend;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1,
          action -> {
            Thread made = new Thread(action, "yonder-batch");
            made.setDaemon(true);
            return made;
          });

  /** How many commands that cancel jobs wait for others. */
  private final AtomicInteger cancels = new AtomicInteger();

  /** Whether the last question was not answered; its own thread's. */
  private boolean blind;

  /** Submissions that are tried again later; its own thread's. */
  private final List<Future<?>> retries = new ArrayList<>();

  /** Whether nothing is wanted any more that is not submitted yet. Guarded by this. */
  private boolean abandoned;

  /** Takes notice of what became of a submission. */
  interface Submitted {
    void placed(List<BlockId> ids);

    /** It will never be; the reason completes "because …". */
    void refused(String reason);
  }

  JobBatch(Backend backend) {
    this.backend = backend;
    // What is tried again later would be waited for at the end.
    thread.setRemoveOnCancelPolicy(true);
  }

  /** Submits an array, again and again where it fails in a way that may pass. */
  void submit(BlockRequest request, Submitted told) {
    execute(() -> submit(request, told, 0));
  }

  private void submit(BlockRequest request, Submitted told, int failures) {
    if (isAbandoned()) {
      return;
    }
    List<BlockId> ids;
    try {
      ids = backend.submit(request);
    } catch (BackendException e) {
      if (e.isLasting()) {
        told.refused(String.valueOf(e.getMessage()));
        return;
      }
      if (failures == 0 && !isAbandoned()) {
        LOG.log(
            System.Logger.Level.WARNING,
            "{0} jobs are not submitted yet, and it is tried again, because {1}",
            request.count(),
            e.getMessage());
      }
      long delay = FIRST_DELAY_MILLIS << Math.min(failures, MOST_DOUBLINGS);
      retry(() -> submit(request, told, failures + 1), delay);
      return;
    } catch (RuntimeException e) {
      told.refused("submitting it failed, which is a fault of the backend's: " + e);
      return;
    }
    if (!tell(told, ids)) {
      cancelNow(ids);
    }
  }

  /** Tells of a submission, unless nothing is wanted any more. */
  private synchronized boolean tell(Submitted told, List<BlockId> ids) {
    if (!abandoned) {
      told.placed(ids);
    }
    return !abandoned;
  }

  private synchronized boolean isAbandoned() {
    return abandoned;
  }

  /**
   * Has nothing submitted any more. What is being submitted is cancelled, and nobody is told of it;
   * whoever was told, was told before this returns.
   */
  void abandon() {
    synchronized (this) {
      abandoned = true;
    }
    execute(() -> retries.forEach(retry -> retry.cancel(/* mayInterruptIfRunning= */ false)));
  }

  /** Asks how far blocks have come; null where nothing was observed. */
  void poll(Set<BlockId> blocks, Consumer<@Nullable Map<BlockId, BlockStatus>> told) {
    execute(
        () -> {
          Map<BlockId, BlockStatus> seen = null;
          try {
            seen = backend.poll(blocks);
            blind = false;
          } catch (BackendException | RuntimeException e) {
            if (!blind) {
              LOG.log(
                  System.Logger.Level.WARNING,
                  "how far jobs have come is not known for now, because {0}",
                  e.getMessage());
            }
            blind = true;
          }
          told.accept(seen);
        });
  }

  /** Cancels blocks, as far as that is possible. */
  void cancel(Collection<BlockId> blocks, Runnable then) {
    cancels.incrementAndGet();
    execute(
        () -> {
          cancels.decrementAndGet();
          try {
            cancelNow(blocks);
          } finally {
            then.run();
          }
        });
  }

  private void cancelNow(Collection<BlockId> blocks) {
    try {
      backend.cancel(Set.copyOf(blocks));
    } catch (BackendException | RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "jobs {0} may go on until their time is over, because {1}",
          blocks,
          e.getMessage());
    }
  }

  private void execute(Runnable action) {
    try {
      thread.execute(action);
    } catch (RejectedExecutionException e) {
      // The session is closed.
    }
  }

  private void retry(Runnable action, long millis) {
    retries.removeIf(Future::isDone);
    try {
      retries.add(thread.schedule(action, millis, TimeUnit.MILLISECONDS));
    } catch (RejectedExecutionException e) {
      // The session is closed.
    }
  }

  /** Waits for the commands that are under way, and frees what the backend holds. */
  void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        dropCommands();
      }
    } catch (InterruptedException e) {
      dropCommands();
      Thread.currentThread().interrupt();
    }
    backend.close();
  }

  private void dropCommands() {
    thread.shutdownNow();
    int dropped = cancels.get();
    if (dropped > 0) {
      LOG.log(
          System.Logger.Level.WARNING,
          "jobs that were to be cancelled may go on until their time is over, because {0}"
              + " commands that cancel them still waited for others when the session was closed",
          dropped);
    }
  }
}
