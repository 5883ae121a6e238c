// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import dev.yonder.annotations.Walltime;
import java.time.Duration;

/** What is said to the user of a task that can never run. */
final class Refusals {

  private Refusals() {}

  static String tooLarge(Task task, WorkerBook workers) {
    Worker largest = workers.largest();
    return ("%s needs %s, but no worker has that: the largest, %s, has %s. Ask for less with"
            + " CallOptions or @Remote, say that this machine offers more with Yonder.builder(), or"
            + " use a profile with larger workers.")
        .formatted(
            task.spec,
            task.spec.stage().needs().resources(),
            largest == null ? "none" : largest.id,
            largest == null ? "nothing" : largest.capacity);
  }

  static String tooLargeForComing(Task task, SchedulerPolicy.Coming coming) {
    return ("%s needs %s, but the workers of this profile have %s each. Ask for less with CallOptions"
            + " or @Remote, or have the profile ask for larger blocks.")
        .formatted(task.spec, task.spec.stage().needs().resources(), coming.capacity());
  }

  static String tooLong(Task task, SchedulerPolicy.Coming coming) {
    return ("%s asks for a walltime of %s, but calls on the blocks of this profile may last %s. Ask"
            + " for less with CallOptions or @Remote, or have the profile ask for longer blocks.")
        .formatted(
            task.spec,
            Walltime.format(Duration.ofNanos(task.spec.stage().needs().walltimeNanos())),
            Walltime.format(Duration.ofNanos(coming.walltimeNanos())));
  }

  static String tooDeep(Task task, int maxDepth) {
    return ("%s nests too deep: %d calls already wait for one another. Return the inner call's"
            + " future instead of waiting for it, make fewer calls of more work each, or raise the"
            + " bound with Yonder.builder().maxDepth(…).")
        .formatted(task.spec, maxDepth);
  }

  static String heldByWaiting(Task task, WorkerBook workers) {
    Worker largest = workers.largest();
    return ("%s needs %s, but every running call waits for others and holds on to its memory, gpus and"
            + " named resources, so it could never start; worker %s has only %s left. Ask for less,"
            + " or return the inner call's future instead of waiting for it.")
        .formatted(
            task.spec,
            task.spec.stage().needs().resources(),
            largest == null ? "none" : largest.id,
            largest == null ? "nothing" : largest.free());
  }
}
