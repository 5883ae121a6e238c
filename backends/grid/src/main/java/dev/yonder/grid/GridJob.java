// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import dev.yonder.Resources;
import dev.yonder.spi.BlockPolicy;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An array of equal jobs that is to be submitted, each of which runs one worker.
 *
 * @param name unique among all jobs of the user: letters, digits and hyphens
 * @param count how many jobs there are, at least 1
 * @param needs what each is to have; nothing of it is asked for that is 0
 * @param walltime how long each may run, null for what the batch system gives
 * @param settings what the profile says
 * @param directory where the files of the array are
 * @param script what each job runs
 */
record GridJob(
    String name,
    int count,
    Resources needs,
    @Nullable Duration walltime,
    GridSettings settings,
    Path directory,
    JobScript script) {
  private static final long MEBIBYTE = 1L << 20;

  /** Returns whether its worker is to be told before its time is over, so that it can drain. */
  boolean drains() {
    return settings.blocks().use() == BlockPolicy.Use.PILOTS;
  }

  /** Returns how many processors each is to have, at least 1. */
  int cpus() {
    return Math.max(1, needs.cpus());
  }

  /** Returns how much memory each is to have, in MiB, rounded up. */
  long mebibytes() {
    return (needs.memory() + MEBIBYTE - 1) / MEBIBYTE;
  }

  /** Returns how long each may run, in minutes, rounded up, null for what is usual. */
  @Nullable Long minutes() {
    return walltime == null ? null : walltime.plusMinutes(1).minusNanos(1).toMinutes();
  }

  /** Returns the name of the file for what a job prints, by its place in the array, from 0. */
  static String output(String index) {
    return index + ".out";
  }
}
