// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import dev.yonder.spi.BlockStatus;
import dev.yonder.spi.BlockStatus.End;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Slurm says of a job, in its own words.
 *
 * @param id the job's number, with that of the element of an array
 * @param state such as {@code RUNNING}
 * @param exit what the system call wait says of it, such as {@code 1792} for exit status 7
 * @param node where it runs or ran, empty if nowhere yet
 * @param reason why it waits or ended, {@code None} if Slurm knows of none
 */
record SlurmJob(String id, String state, String exit, String node, String reason) {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final int SIGNAL_BITS = 0x7f;
  private static final int STATUS_BITS = 8;

  /** What shells exit with where a program is not there or cannot be run. */
  private static final List<Integer> NOT_RUN = List.of(126, 127);

  /** What Slurm exits with, instead of the program, where it cannot write to its output file. */
  private static final int NO_OUTPUT_FILE = 53;

  /** Shells exit with this and the signal's number, where a signal ended a program. */
  private static final int SIGNALLED = 128;

  /**
   * Reasons that stay until somebody changes the job or the cluster. Limits on what one job may
   * have are among them; those on what a user has altogether are not.
   */
  private static final Pattern NEVER =
      Pattern.compile(
          "BadConstraints|PartitionConfig|DependencyNeverSatisfied|InvalidAccount|InvalidQOS|AccountNotAllowed"
              + "|QOSNotAllowed|PartitionTimeLimit|(Assoc|QOS)(Max|Min)\\w*Per(Job|Node)(Limit)?"
              + "|QOSMinCpuNotSatisfied|QOSMinGRES|QOSMinMemory|AssocMaxCpuMinutesPerJobLimit");

  /** Returns how far the job has come, null if the state is not known. */
  @Nullable BlockStatus status() {
    return switch (state) {
      case "PENDING" -> waits();
      case "CONFIGURING", "REQUEUED", "REQUEUE_FED", "REQUEUE_HOLD", "RESV_DEL_HOLD" ->
          BlockStatus.queued(says());
      case "SPECIAL_EXIT" -> BlockStatus.queued(says());
      case "RUNNING", "COMPLETING", "SIGNALING", "STAGE_OUT", "RESIZING", "EXPEDITING" ->
          BlockStatus.running();
      case "SUSPENDED", "STOPPED" ->
          new BlockStatus(BlockStatus.State.RUNNING, /* end= */ null, says());
      case "COMPLETED" -> BlockStatus.ended(End.DONE, says());
      case "FAILED" -> failed();
      case "OUT_OF_MEMORY" -> BlockStatus.ended(End.CRASHED, says());
      case "NODE_FAIL" -> BlockStatus.ended(End.CRASHED, says());
      case "TIMEOUT", "DEADLINE" -> BlockStatus.ended(End.WALLTIME, says());
      case "CANCELLED", "PREEMPTED" -> BlockStatus.ended(End.PREEMPTED, says());
      case "BOOT_FAIL", "LAUNCH_FAILED", "RECONFIG_FAIL" ->
          BlockStatus.ended(End.NEVER_STARTED, says());
      default -> null;
    };
  }

  private BlockStatus waits() {
    return NEVER.matcher(reason).matches()
        ? BlockStatus.ended(End.REJECTED, says() + ", so that it would wait for ever")
        : BlockStatus.queued(says());
  }

  private BlockStatus failed() {
    if (NEVER.matcher(reason).matches()) {
      return BlockStatus.ended(End.REJECTED, says());
    }
    if (!NUMBER.matcher(exit).matches()) {
      return BlockStatus.ended(End.CRASHED, says());
    }
    int signal = Integer.parseInt(exit) & SIGNAL_BITS;
    int status = Integer.parseInt(exit) >> STATUS_BITS;
    if (signal == NO_OUTPUT_FILE) {
      return BlockStatus.ended(
          End.NEVER_STARTED,
          says()
              + ": it could not open the job's output file there; the setting directory must name one that all nodes share");
    }
    if (signal == 0 && status > SIGNALLED) {
      signal = status - SIGNALLED;
    }
    if (signal != 0) {
      return BlockStatus.ended(End.CRASHED, says() + ": it was ended by signal " + signal);
    }
    End end = NOT_RUN.contains(status) ? End.NEVER_STARTED : End.CRASHED;
    return BlockStatus.ended(end, says() + ": it ended with status " + status);
  }

  private String says() {
    String why = reason.isEmpty() || reason.equals("None") ? "" : " (" + reason + ")";
    String where = node.isEmpty() ? "" : " on " + node;
    return "Slurm says %s%s of job %s%s".formatted(state, why, id, where);
  }
}
