// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.Resources;
import dev.yonder.core.Stage;
import dev.yonder.engine.jobs.RunLaunch;
import dev.yonder.engine.launch.JavaCommand;
import dev.yonder.spi.BlockId;
import dev.yonder.spi.BlockPolicy;
import dev.yonder.spi.BlockRequest;
import dev.yonder.wire.Message;
import dev.yonder.wire.RunFiles;
import dev.yonder.wire.RunRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the attempts that come at about the same time and need the same into arrays; used by the
 * thread of the jobs.
 */
final class JobArrays {
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** The first jobs start while the files of later ones are written. */
  private static final int LARGEST = 1_000;

  private static final int HEARTBEAT_MILLIS = 10_000;

  /** With fewer jobs, what has them start faster takes longer than it saves. */
  private static final int MANY = 20;

  private final JobBook book;
  private final RunLaunch launch;
  private final Consumer<JobStep> later;
  private final Set<Job> waiting = new LinkedHashSet<>();
  private final List<Runnable> onSubmitted = new ArrayList<>();
  private int arrays;
  private int underWay;
  private int submitted;
  private long first;
  private long last;

  /** Whether what waits is left to the next driver, or to nobody. */
  private boolean ending;

  private record Group(Resources needs, long walltimeNanos) {}

  JobArrays(JobBook book, RunLaunch launch, Consumer<JobStep> later, int before) {
    this.book = book;
    this.launch = launch;
    this.later = later;
    this.arrays = before;
  }

  void add(Job job) {
    last = System.nanoTime();
    first = waiting.isEmpty() ? last : first;
    waiting.add(job);
  }

  /** Takes a job back; returns false if it was submitted. */
  boolean remove(Job job) {
    return waiting.remove(job);
  }

  void submitIfQuiet() throws IOException {
    long now = System.nanoTime();
    if (!ending && !waiting.isEmpty() && (now - last >= QUIET_NANOS || now - first >= MOST_NANOS)) {
      submit();
    }
    tellIfSubmitted();
  }

  /**
   * Submits at once what there is room for, and then nothing any more; runs the action when the
   * answers have come.
   */
  void submitAll(Runnable then) throws IOException {
    onSubmitted.add(then);
    submit();
    end();
    tellIfSubmitted();
  }

  /** Submits nothing any more. */
  void end() {
    ending = true;
  }

  private int room() {
    return book.around().backend().policy().max() - (book.live().size() - waiting.size());
  }

  private void submit() throws IOException {
    int room = room();
    Map<Group, List<Job>> groups = new LinkedHashMap<>();
    for (Job job : List.copyOf(waiting)) {
      if (room-- <= 0) {
        break;
      }
      waiting.remove(job);
      Stage.Needs needs = job.task.stage().needs();
      List<Job> group =
          groups.computeIfAbsent(
              new Group(needs.resources(), needs.walltimeNanos()), g -> new ArrayList<>());
      group.add(job);
      if (group.size() == LARGEST) {
        submit(new Group(needs.resources(), needs.walltimeNanos()), group);
        groups.remove(new Group(needs.resources(), needs.walltimeNanos()));
      }
    }
    for (Map.Entry<Group, List<Job>> group : groups.entrySet()) {
      submit(group.getKey(), group.getValue());
    }
  }

  private void submit(Group group, List<Job> jobs) throws IOException {
    JobBook.Surroundings around = book.around();
    Message.Welcome welcome =
        new Message.Welcome(
            around.profile(),
            around.backend().description(),
            around.seed(),
            HEARTBEAT_MILLIS,
            Integer.MAX_VALUE);
    String array = around.profile() + "-" + ++arrays;
    StringBuilder elements = new StringBuilder("1\n");
    for (Job job : jobs) {
      book.lease().keep();
      book.writer().write(job, book.known(job.task.id()), welcome, book.made());
      elements.append(job.task.id()).append(' ').append(job.attempt).append('\n');
      job.array = array;
    }
    book.files().write(RunFiles.array(array), elements.toString());
    book.write(
        new RunRecord.Bound(
            array,
            1,
            jobs.stream().mapToLong(job -> job.task.id()).toArray(),
            jobs.stream().mapToInt(job -> job.attempt).toArray()));
    book.flush();
    underWay++;
    book.batch().submit(request(array, jobs.size(), group), told(array, jobs));
    submitted += jobs.size();
    if (submitted >= MANY) {
      launch.archive().make(JavaCommand.heapBytes(group.needs.memory()));
    }
  }

  private BlockRequest request(String array, int count, Group group) {
    return new BlockRequest(array, 1, count, group.needs, walltime(group), launch);
  }

  private @Nullable Duration walltime(Group group) {
    BlockPolicy policy = book.around().backend().policy();
    return group.walltimeNanos > 0 ? Duration.ofNanos(group.walltimeNanos) : policy.walltime();
  }

  private JobBatch.Submitted told(String array, List<Job> jobs) {
    return new JobBatch.Submitted() {
      @Override
      public void placed(List<BlockId> ids) {
        later.accept(
            () -> {
              book.placed(array, jobs, ids);
              underWay--;
            });
      }

      @Override
      public void refused(String reason) {
        later.accept(
            () -> {
              book.unplaced(array, jobs, reason);
              underWay--;
            });
      }
    };
  }

  private void tellIfSubmitted() {
    if (!onSubmitted.isEmpty() && underWay == 0) {
      onSubmitted.forEach(Runnable::run);
      onSubmitted.clear();
    }
  }
}
