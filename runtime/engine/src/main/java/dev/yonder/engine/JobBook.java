// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.NotSendableException;
import dev.yonder.core.Event;
import dev.yonder.core.Loss;
import dev.yonder.core.Outcome;
import dev.yonder.core.TaskSpec;
import dev.yonder.engine.jobs.Lease;
import dev.yonder.engine.jobs.RunLaunch;
import dev.yonder.spi.Backend;
import dev.yonder.spi.BlockId;
import dev.yonder.spi.TaskType;
import dev.yonder.wire.Message;
import dev.yonder.wire.Payload;
import dev.yonder.wire.PayloadCodec;
import dev.yonder.wire.RunFiles;
import dev.yonder.wire.RunRecord;
import dev.yonder.worker.End;
import dev.yonder.worker.JobClaim;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tasks of a run and the jobs that are under way; used by the thread of the jobs alone. */
final class JobBook {
  private static final System.Logger LOG = System.getLogger("dev.yonder");

  private final OpenRun run;
  private final RunFiles files;
  private final PayloadCodec codec;
  private final JobBatch batch;
  private final Surroundings around;
  private final JobFiles writer;
  private final JobArrays arrays;
  private final JobWatch watch;
  private final UnwantedJobs unwanted;
  private final JobResults results;
  private final Map<Long, KnownTask> tasks = new HashMap<>();

  /** The attempts that have made results, by task. */
  private final Map<Long, Integer> made = new HashMap<>();

  /** The jobs that are not over, by task and attempt of the run. */
  private final Map<String, Job> live = new LinkedHashMap<>();

  /** What is to be written to the journal with the next look. */
  private final List<RunRecord> unwritten = new ArrayList<>();

  /** What earlier drivers of the run have done. */
  private final RunReplay before;

  private @Nullable ReplayedCalls replayed;

  /** What a run happens in. */
  record Surroundings(
      String profile, Backend backend, long seed, EngineSession session, Engine engine) {}

  JobBook(
      OpenRun run,
      PayloadCodec codec,
      JobBatch batch,
      RunLaunch launch,
      Surroundings around,
      Consumer<JobStep> later)
      throws IOException {
    this.run = run;
    this.files = run.files();
    this.codec = codec;
    this.batch = batch;
    this.around = around;
    this.writer = new JobFiles(files, codec, run.opening());
    this.results = new JobResults(files.results());
    this.before = RunReplay.of(run.journal().found());
    int arraysBefore = Math.max(before.arrays(), files.lastArray());
    this.arrays = new JobArrays(this, launch, later, arraysBefore);
    this.watch = new JobWatch(this, later);
    this.unwanted = new UnwantedJobs(this, later);
  }

  JobBatch batch() {
    return batch;
  }

  RunFiles files() {
    return files;
  }

  Surroundings around() {
    return around;
  }

  JobFiles writer() {
    return writer;
  }

  Lease lease() {
    return run.lease();
  }

  Map<Long, Integer> made() {
    return made;
  }

  Collection<Job> live() {
    return live.values();
  }

  UnwantedJobs unwanted() {
    return unwanted;
  }

  @Nullable ReplayedCalls replayed() {
    return replayed;
  }

  KnownTask known(long task) {
    return tasks.computeIfAbsent(task, t -> new KnownTask());
  }

  /** Has the session make the calls again that the journal has; what has ended ends at once. */
  void replay(Function<String, TaskType> types) throws IOException {
    tasks.putAll(before.tasks());
    ReplayedCalls all = new ReplayedCalls(files.id());
    long next = 0;
    for (RunRecord.Submitted call : before.calls().values()) {
      lease().keep();
      around.session().skipCalls(call.task() - next);
      next = call.task() + 1;
      KnownTask known = known(call.task());
      boolean over = known.ended != null;
      all.add(
          around.session(),
          call,
          call.type().isEmpty() ? null : types.apply(call.type()),
          over,
          over ? null : writer.arguments(call));
      if (known.ended != null && known.ended.end() == RunRecord.End.CANCELLED) {
        around.engine().post(new Event.CancelRequested(call.task(), /* interrupt= */ true));
      }
    }
    // What the files of a forgotten call say must not be taken for what becomes of a new one.
    around.session().skipCalls(Math.max(next, files.lastTask() + 1) - next);
    replayed = all;
  }

  void submitted(TaskSpec task, int[] positions) throws IOException {
    KnownTask known = known(task.id());
    writer.share((Call) task.payload(), known);
    unwritten.add(writer.submitted(task, known, positions));
  }

  /** Takes an attempt that is to run, unless it is known how it ended, or it is under way. */
  void bound(Job job) throws IOException {
    KnownTask known = known(job.task.id());
    if (known.unsendable != null) {
      job.over = true;
      threw(job, new End.Failure(known.unsendable));
    } else if (known.ended != null) {
      endedBefore(job, known.ended);
    } else if (known.left != null) {
      KnownTask.Left left = known.left;
      known.left = null;
      goesOn(job, left, known);
    } else {
      arrays.add(number(job, known));
    }
  }

  private Job number(Job job, KnownTask known) {
    job.attempt = ++known.attempts;
    live.put(key(job.task.id(), job.attempt), job);
    return job;
  }

  private static String key(long task, int attempt) {
    return task + "." + attempt;
  }

  private void goesOn(Job job, KnownTask.Left left, KnownTask known) throws IOException {
    boolean mayRun = left.id() != null || !JobClaim.giveUp(files, job.task.id(), left.attempt());
    if (!mayRun) {
      arrays.add(number(job, known));
      return;
    }
    job.attempt = left.attempt();
    job.array = left.array();
    job.id = left.id() == null ? null : new BlockId(left.id());
    live.put(key(job.task.id(), job.attempt), job);
    // Its result may have been there for long.
    results.lookAfresh();
    look(job);
  }

  private void endedBefore(Job job, RunRecord.Ended ended) throws IOException {
    job.attempt = ended.attempt();
    switch (ended.end()) {
      case RETURNED, THREW -> {
        live.put(key(job.task.id(), job.attempt), job);
        read(job);
        if (!job.over) {
          over(job);
          threw(
              job,
              new End.Failure(
                  new NotSendableException(
                      "the result of %s cannot be read any more: %s"
                          .formatted(job.task, job.foreign))));
        }
      }
      case FAILED -> {
        job.over = true;
        Payload thrown = ended.thrown();
        threw(
            job,
            thrown == null
                ? new End.Failure(new IOException(ended.text()))
                : new End.Failure(thrown, codec));
      }
      // The scheduler was told that it is cancelled, and is told now that there is no job to end.
      case CANCELLED -> lost(job, "it was cancelled", Loss.PREEMPTED);
    }
  }

  void threw(Job job, End.Failure failure) {
    around.engine().over(new Event.TaskThrew(job.worker, job.task.id(), job.placement, failure));
  }

  /** Ends a job without a result. */
  void lost(Job job, String reason, Loss kind) {
    over(job);
    around
        .engine()
        .over(new Event.BlockEnded(job.worker, job.task.id(), job.placement, reason, kind));
  }

  private void over(Job job) {
    job.over = true;
    live.remove(key(job.task.id(), job.attempt), job);
  }

  void cancel(Job job) {
    if (job.over || job.cancelled) {
      return;
    }
    job.cancelled = true;
    if (arrays.remove(job) || job.attempt == 0) {
      lost(job, "it was cancelled", Loss.PREEMPTED);
    } else if (job.id != null) {
      unwanted.add(job);
    }
    // One whose submission is under way is cancelled when its id is known.
  }

  /** Takes notice of the ids of an array. */
  void placed(String array, List<Job> jobs, List<BlockId> ids) throws IOException {
    unwritten.add(new RunRecord.Placed(array, ids.stream().map(BlockId::value).toList()));
    for (int i = 0; i < ids.size(); i++) {
      Job job = jobs.get(i);
      job.id = ids.get(i);
      if (job.cancelled && !job.over) {
        unwanted.add(job);
      }
    }
    for (Job job : jobs.subList(ids.size(), jobs.size())) {
      if (!job.over) {
        notPlaced(job);
      }
    }
  }

  /** Submits a job again that the batch system has not taken with others, as far as is known. */
  private void notPlaced(Job job) throws IOException {
    boolean neverRuns = JobClaim.giveUp(files, job.task.id(), job.attempt);
    if (job.cancelled) {
      lost(job, "it was cancelled", Loss.PREEMPTED);
    } else if (neverRuns) {
      live.remove(key(job.task.id(), job.attempt), job);
      job.array = null;
      arrays.add(number(job, known(job.task.id())));
    }
    // One that has started all the same shows signs of life.
  }

  void unplaced(String array, List<Job> jobs, String reason) {
    unwritten.add(new RunRecord.Unplaced(array));
    jobs.stream().filter(job -> !job.over).forEach(job -> lost(job, reason, Loss.REJECTED));
  }

  /** Takes notice of the end of a task. */
  void ended(TaskSpec task, Outcome outcome, @Nullable Object resultOrEnd) {
    KnownTask known = known(task.id());
    if (known.ended != null) {
      return;
    }
    RunRecord.Ended ended = EndRecord.of(task.id(), known, outcome, resultOrEnd, codec);
    if (ended != null) {
      known.ended = ended;
      unwritten.add(ended);
    }
    known.objects = List.of();
  }

  /** Submits what has waited long enough, and looks for results and for what is over. */
  void look() throws IOException {
    arrays.submitIfQuiet();
    flush();
    if (!live.isEmpty() && results.look() != null) {
      lookAtAll();
    }
    watch.look();
    unwanted.cancel();
    flush();
  }

  /** Has the journal on disk. */
  void flush() throws IOException {
    if (!unwritten.isEmpty()) {
      run.journal().append(unwritten);
      unwritten.clear();
    }
  }

  void write(RunRecord record) {
    unwritten.add(record);
  }

  /** Looks for the results of jobs that are said to be over, and of all others. */
  void lookAfresh() throws IOException {
    results.lookAfresh();
    lookAtAll();
  }

  private void lookAtAll() throws IOException {
    for (Job job : List.copyOf(live.values())) {
      lease().keep();
      look(job);
    }
  }

  private void look(Job job) {
    if (!job.over && results.has(job.task.id(), job.attempt)) {
      read(job);
    }
  }

  /** Takes the result of a job, unless it is not one. */
  private void read(Job job) {
    long task = job.task.id();
    try {
      Message end = JobResults.end(files, job);
      over(job);
      if (end instanceof Message.Kept kept) {
        made.put(task, job.attempt);
        FileResult result = new FileResult(files, task, job.attempt, codec);
        around
            .engine()
            .over(new Event.TaskFinished(job.worker, task, job.placement, result, kept.ranNanos()));
      } else if (end instanceof Message.Threw threw) {
        threw(job, new End.Failure(threw.thrown(), codec));
      }
    } catch (IOException e) {
      if (job.foreign == null) {
        LOG.log(System.Logger.Level.WARNING, e.getMessage());
      }
      job.foreign = e.getMessage();
    }
  }

  /** Submits everything that can be, and then runs the action. */
  void submitAll(Runnable then) throws IOException {
    arrays.submitAll(then);
  }

  /** Ends what nobody waits for any more, unless jobs are to go on. */
  void close(boolean goOn) throws IOException {
    if (!goOn) {
      arrays.end();
      batch.abandon();
      unwanted.cancelAll();
      unwritten.add(new RunRecord.Closed(System.currentTimeMillis()));
    }
    flush();
    if (!goOn) {
      giveUpUnplaced();
    }
  }

  /** Has no job start its attempt of which it is not known whether it was submitted. */
  private void giveUpUnplaced() throws IOException {
    for (Job job : live.values()) {
      job.cancelled = true;
      if (job.id == null && job.array != null) {
        JobClaim.giveUp(files, job.task.id(), job.attempt);
      }
    }
  }
}
