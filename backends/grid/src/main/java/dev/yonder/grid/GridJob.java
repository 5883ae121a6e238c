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

  /** Returns whether its worker is to be told before its time is over, so that it can drain. */
  boolean drains() {
    return settings.blocks().use() == BlockPolicy.Use.PILOTS;
  }

  /** Returns the name of the file for what a job prints, by its place in the array, from 0. */
  static String output(String index) {
    return index + ".out";
  }
}
