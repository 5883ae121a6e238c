// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import static java.util.stream.Collectors.toSet;

import dev.yonder.core.Event;
import dev.yonder.core.Loss;
import dev.yonder.spi.BlockId;
import dev.yonder.spi.BlockStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which jobs have ended without a result; used by the thread of the jobs.
 *
 * <p>A result that is there decides. What the batch system says only counts where there is none,
 * and what it does not say means nothing for a while.
 */
final class JobWatch {
  /** A result may show so much later than the end of its job. */
  static final Duration GRACE = Duration.ofSeconds(5);

  /** A job that is missing in so many answers, and for so long, is over. */
  private static final int MOST_MISSING = 3;

  private static final long MISSING_NANOS = TimeUnit.SECONDS.toNanos(20);

  /** A job of which nothing but files is known shows signs of life more often than this. */
  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private static final long STARTS_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final JobBook book;
  private final Consumer<JobStep> later;
  private final long period;
  private long nextPoll;
  private long nextStarts = System.nanoTime();
  private boolean asked;

  JobWatch(JobBook book, Consumer<JobStep> later) {
    this.book = book;
    this.later = later;
    this.period = book.around().backend().policy().poll().toNanos();
    this.nextPoll = System.nanoTime() + period;
  }

  void look() throws IOException {
    long now = System.nanoTime();
    if (now - nextStarts >= 0) {
      nextStarts = now + STARTS_NANOS;
      for (Job job : book.live()) {
        book.lease().keep();
        lookForStart(job);
      }
      List.copyOf(book.live()).forEach(job -> lookForLife(job, now));
    }
    Map<BlockId, Job> placed = placed();
    if (!placed.isEmpty() && !asked && now - nextPoll >= 0) {
      asked = true;
      Set<Job> started = placed.values().stream().filter(job -> job.started).collect(toSet());
      book.batch()
          .poll(
              Set.copyOf(placed.keySet()), seen -> later.accept(() -> told(placed, started, seen)));
    }
    endOver(now);
  }

  private Map<BlockId, Job> placed() {
    Map<BlockId, Job> placed = new LinkedHashMap<>();
    for (Job job : book.live()) {
      if (job.id != null && job.endedAt == 0) {
        placed.put(job.id, job);
      }
    }
    return placed;
  }

  /**
   * Takes notice of an answer.
   *
   * @param started the jobs that had started before the question
   */
  private void told(
      Map<BlockId, Job> placed, Set<Job> started, @Nullable Map<BlockId, BlockStatus> seen) {
    long now = System.nanoTime();
    asked = false;
    nextPoll = now + period;
    if (seen == null) {
      return;
    }
    placed.forEach(
        (id, job) -> {
          BlockStatus status = seen.get(id);
          if (status != null) {
            job.missing = 0;
            boolean again = status.state() == BlockStatus.State.QUEUED && started.contains(job);
            observed(job, again ? Requeued.ended(status) : status, now);
            if (again) {
              // It would find its attempt taken, and do nothing.
              book.unwanted().add(job);
            }
          } else {
            missing(job, now);
          }
        });
  }

  private static void observed(Job job, BlockStatus status, long now) {
    job.status = status;
    if (status.end() != null) {
      job.endedAt = now;
    }
  }

  private void missing(Job job, long now) {
    if (++job.missing == 1 || showsLife(job)) {
      job.missing = 1;
      job.missingSince = now;
    } else if (job.missing >= MOST_MISSING && now - job.missingSince >= MISSING_NANOS) {
      observed(
          job,
          BlockStatus.ended(
              BlockStatus.End.CRASHED,
              "the batch system knows nothing of job %s any more".formatted(job.id)),
          now);
    }
  }

  /** Looks for a job of which nobody knows whether it was submitted, but that has started. */
  private void lookForLife(Job job, long now) {
    if (job.id != null || job.array == null || !job.started) {
      return;
    }
    if (job.missingSince == 0 || showsLife(job)) {
      job.missingSince = now;
    } else if (now - job.missingSince >= SILENCE_NANOS && job.endedAt == 0) {
      observed(
          job,
          BlockStatus.ended(
              BlockStatus.End.CRASHED,
              "it gave no sign of life for a minute, and its id in the batch system is not known"),
          now);
    }
  }

  /** Returns whether the job has shown that it is alive since this was last asked. */
  private boolean showsLife(Job job) {
    Path claim = book.files().claim(job.task.id(), job.attempt);
    try {
      FileTime beat = Files.getLastModifiedTime(claim);
      boolean changed = !beat.equals(job.beat);
      job.beat = beat;
      return changed;
    } catch (IOException e) {
      return false;
    }
  }

  private void lookForStart(Job job) {
    if (!job.started
        && job.array != null
        && Files.exists(book.files().claim(job.task.id(), job.attempt))) {
      job.started = true;
      book.around()
          .session()
          .report(new Event.TaskStarted(job.worker, job.task.id(), job.placement));
    }
  }

  /** Ends jobs that are over and whose results have not come for a while. */
  private void endOver(long now) throws IOException {
    List<Job> over =
        book.live().stream()
            .filter(job -> job.endedAt != 0 && now - job.endedAt >= GRACE.toNanos())
            .toList();
    boolean fresh = book.live().stream().anyMatch(job -> job.endedAt == now);
    if (over.isEmpty() && !fresh) {
      return;
    }
    book.lookAfresh();
    for (Job job : over) {
      if (!job.over) {
        lookForStart(job);
        book.lost(job, reason(job), loss(job));
      }
    }
  }

  private String reason(Job job) {
    BlockStatus status = job.status;
    String said = status == null || status.reason().isEmpty() ? "it ended" : status.reason();
    if (job.foreign != null) {
      return said + "; " + job.foreign;
    }
    if (status != null && status.end() == BlockStatus.End.DONE) {
      return "job %s left no result in %s (%s); is that directory the same on all hosts?"
          .formatted(job.id, book.files().results(), said);
    }
    return said;
  }

  /** A job that has not started its attempt did no harm, and its attempt may be made again. */
  private static Loss loss(Job job) {
    BlockStatus.End end = job.status == null ? null : job.status.end();
    boolean idempotent = job.task.stage().needs().idempotent();
    if (end == BlockStatus.End.REJECTED) {
      return Loss.REJECTED;
    }
    if (end == BlockStatus.End.WALLTIME && (idempotent || job.started)) {
      return Loss.WALLTIME;
    }
    if (end == BlockStatus.End.PREEMPTED && (idempotent || job.started)) {
      return Loss.PREEMPTED;
    }
    return job.started ? Loss.CRASHED : Loss.NEVER_STARTED;
  }
}
