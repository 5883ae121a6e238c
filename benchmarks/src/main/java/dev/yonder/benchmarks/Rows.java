// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import dev.yonder.benchmarks.Row.Better;
import java.util.List;

/** All rows. */
final class Rows {

  private Rows() {}

  static List<Row> all() {
    return List.of(
        new Row(
            "threads-throughput",
            "no-op calls on threads, against CompletableFuture.supplyAsync on a ForkJoinPool",
            "tasks/s",
            Better.HIGHER,
            0.04,
            0.12,
            ThreadsThroughput::new),
        new Row(
            "threads-overhead",
            "calls that compute for 1 ms on threads, against a hand-written ExecutorService",
            "tasks/s",
            Better.HIGHER,
            0.97,
            0.99,
            ThreadsOverhead::new),
        new Row(
            "pending-heap",
            "live heap of a pending call with one small argument",
            "bytes",
            Better.LOWER,
            600,
            300,
            PendingHeap::new),
        new Row(
            "map-efficiency",
            "a map of Mandelbrot tiles on all cores, against a hand-written ExecutorService",
            "tiles/s",
            Better.HIGHER,
            0.98,
            1.0,
            MapEfficiency::new),
        new Row(
            "process-latency",
            "one no-op call on a worker process, against a Unix socket echo that changes threads",
            "µs",
            Better.LOWER,
            3,
            1.7,
            ProcessLatency::new),
        new Row(
            "process-throughput",
            "no-op calls on two worker processes, against a pipelined Unix socket echo",
            "tasks/s",
            Better.HIGHER,
            0.03,
            0.1,
            ProcessThroughput::new),
        new Row(
            "process-chain",
            "calls of which each needs the one before, against calls that the program waits for",
            "tasks/s",
            Better.HIGHER,
            3,
            20,
            ProcessChain::new),
        new Row(
            "process-tree",
            "a sum of 1,024 arrays of 1,000 doubles two by two, against a Unix socket",
            "tasks/s",
            Better.HIGHER,
            0.5,
            1.0,
            ProcessTree::new),
        new Row(
            "process-send",
            "64 MiB of doubles to a worker process, against a Unix socket",
            "MiB/s",
            Better.HIGHER,
            0.6,
            0.85,
            () -> new ProcessBulk(/* there= */ true)),
        new Row(
            "process-return",
            "64 MiB of doubles from a worker process, against a Unix socket",
            "MiB/s",
            Better.HIGHER,
            0.6,
            0.85,
            () -> new ProcessBulk(/* there= */ false)),
        new Row(
            "process-shared",
            "100 calls that share an array of 64 MiB, against no-op calls on the same workers",
            "tasks/s",
            Better.HIGHER,
            0.5,
            0.9,
            ProcessShared::new),
        new Row(
            "worker-start",
            "a session with a worker process until that is ready, against one that only connects",
            "ms",
            Better.LOWER,
            3,
            1.5,
            WorkerStart::new),
        new Row(
            "ssh-latency",
            "one no-op call on a host reached by ssh, against bytes that cat sends back from there",
            "µs",
            Better.LOWER,
            3,
            1.7,
            SshLatency::new),
        new Row(
            "ssh-bulk",
            "64 MiB of doubles to a host reached by ssh, against bytes that are thrown away there",
            "MiB/s",
            Better.HIGHER,
            0.6,
            0.85,
            SshBulk::new),
        new Row(
            "pilots",
            "10,000 calls that compute for 1 ms on two Slurm jobs, against two local processes",
            "tasks/s",
            Better.HIGHER,
            0.7,
            0.9,
            SlurmPilots::new),
        new Row(
            "jobs-array",
            "300 calls that are Slurm jobs, against Slurm's own array of Java reading a file",
            "jobs/s",
            Better.HIGHER,
            0.6,
            0.85,
            SlurmArray::new),
        new Row(
            "jobs-commands",
            "commands of Slurm that are run for 300 calls that are jobs",
            "commands",
            Better.LOWER,
            6,
            4,
            SlurmCommands::new),
        new Row(
            "scheduler-events",
            "the slowest of sessions with 100 to 100,000 workers: an event of the scheduler",
            "us",
            Better.LOWER,
            1,
            0.3,
            SchedulerEvents::new),
        new Row(
            "recursion",
            "1,000 calls that wait for one another on a pool of 2, against threads that do",
            "s",
            Better.LOWER,
            3,
            1,
            Recursion::new),
        new Row(
            "million-pending",
            "a million pending calls in a heap of 1 GiB: what is live, in a process of its own",
            "MiB",
            Better.LOWER,
            1_000,
            500,
            MillionPending::new),
        new Row(
            "bounded-results",
            "300 results of 64 MiB, one after the other: memory and disk of the program and workers",
            "MiB",
            Better.LOWER,
            2_048,
            1_024,
            BoundedResults::new),
        new Row(
            "cancel-pending",
            "100,000 pending calls cancelled one by one, until all have ended",
            "s",
            Better.LOWER,
            2,
            0.5,
            CancelPending::new),
        new Row(
            "processor-time",
            "what 100 remote methods of one to three parameters add to a run of a warm javac",
            "s",
            Better.LOWER,
            1,
            0.7,
            ProcessorTime::new));
  }
}
