// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.core.Loss;
import dev.yonder.spi.BlockId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Has the batch system end jobs that nobody wants any more; used by the thread of the jobs.
 *
 * <p>What becomes unwanted while it is busy takes one command more, however many jobs those are.
 */
final class UnwantedJobs {
  private final JobBook book;
  private final Consumer<JobStep> later;
  private final Set<Job> waiting = new LinkedHashSet<>();
  private boolean underWay;
  private boolean ending;

  UnwantedJobs(JobBook book, Consumer<JobStep> later) {
    this.book = book;
    this.later = later;
  }

  /** Has a job ended soon, which was submitted. */
  void add(Job job) {
    waiting.add(job);
  }

  /** Has those ended that have come since the last time, unless others are being ended. */
  void cancel() {
    if ((underWay && !ending) || waiting.isEmpty()) {
      return;
    }
    underWay = true;
    List<Job> jobs = List.copyOf(waiting);
    waiting.clear();
    book.batch().cancel(ids(jobs), () -> later.accept(() -> ended(jobs)));
  }

  private void ended(List<Job> jobs) {
    underWay = false;
    for (Job job : jobs) {
      if (job.cancelled && !job.over) {
        book.lost(job, "it was cancelled", Loss.PREEMPTED);
      }
    }
  }

  /** Has all jobs ended at once that were submitted, and those that come later without waiting. */
  void cancelAll() {
    ending = true;
    // Of those that wait, some are not known to be live any more, and may be in the queue again.
    waiting.addAll(book.live());
    List<BlockId> ids = ids(waiting);
    waiting.clear();
    if (!ids.isEmpty()) {
      book.batch().cancel(ids, () -> {});
    }
  }

  private static List<BlockId> ids(Collection<Job> jobs) {
    return jobs.stream().map(UnwantedJobs::id).flatMap(Stream::ofNullable).toList();
  }

  private static @Nullable BlockId id(Job job) {
    return job.id;
  }
}
