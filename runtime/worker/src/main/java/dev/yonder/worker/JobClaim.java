// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.wire.RunFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Decides whether an attempt starts: a file can only be made once, and whoever makes it has started
 * the attempt, or has given it up.
 */
public final class JobClaim {
  private static final String GIVEN_UP = "given up";

  /** Before the time, in milliseconds since 1970: to format it would take a job 5 ms. */
  private static final String AT = " at ";

  private JobClaim() {}

  /**
   * Gives the attempt up.
   *
   * @return false if a job has started it before, so that it may run or have run
   */
  public static boolean giveUp(RunFiles files, long task, int attempt) throws IOException {
    // One that is empty may just have been made by a job that starts.
    return files.claim(task, attempt, GIVEN_UP)
        || Files.readString(files.claim(task, attempt)).equals(GIVEN_UP);
  }

  /**
   * Starts the attempt of a job; where it must not run, the process ends.
   *
   * <p>A batch system may start a job again that it has taken away, which only does no harm to what
   * is idempotent.
   */
  static void make(RunFiles files, JobFile job) {
    long task = job.run().task();
    int attempt = job.run().attempt();
    String text =
        "started on "
            + HostName.get()
            + " as process "
            + ProcessHandle.current().pid()
            + AT
            + System.currentTimeMillis();
    try {
      if (!files.claim(task, attempt, text)) {
        startAgain(files.claim(task, attempt), job, text);
      }
    } catch (IOException e) {
      throw end("%s cannot be written: %s".formatted(files.claim(task, attempt), e));
    }
  }

  private static void startAgain(Path claim, JobFile job, String text) throws IOException {
    if (isGivenUp(claim)) {
      throw end(
          "attempt %d of task-%d was given up".formatted(job.run().attempt(), job.run().task()));
    }
    if (!job.idempotent()) {
      throw end(
          "attempt %d of task-%d was %s, and must not run twice"
              .formatted(job.run().attempt(), job.run().task(), withTime(Files.readString(claim))));
    }
    Files.write(claim, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a claim's text with its time as people write it. */
  static String withTime(String claim) {
    int at = claim.lastIndexOf(AT);
    if (at < 0) {
      return claim;
    }
    String millis = claim.substring(at + AT.length());
    try {
      return claim.substring(0, at) + AT + Instant.ofEpochMilli(Long.parseLong(millis));
    } catch (NumberFormatException e) {
      // The node was lost while it was written.
      return claim;
    }
  }

  /** One that is empty may just have been made by a driver that gives the attempt up. */
  private static boolean isGivenUp(Path claim) throws IOException {
    String text = Files.readString(claim);
    return text.isEmpty() || text.equals(GIVEN_UP);
  }

  private static AssertionError end(String reason) {
    System.err.println("yonder worker: ends without running anything, because " + reason);
    Runtime.getRuntime().halt(OneShotWorker.NOT_RUN);
    return new AssertionError(reason);
  }
}
