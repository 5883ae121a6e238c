// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What came of a command that was run on this machine.
 *
 * @param status its exit status
 * @param out what it printed
 * @param err what it printed as errors
 */
public record Ran(int status, String out, String err) {
  private static final int SECONDS_TO_CLEAN_UP = 30;

  /**
   * Runs a command, which reads nothing, and waits for its end.
   *
   * @param environment variables beside those of this process
   * @throws AssertionError if it does not end within the limit; it is told to end then
   * @throws UncheckedIOException if it cannot be started
   */
  static Ran run(Map<String, String> environment, Duration limit, List<String> words) {
    try {
      // Files and no pipes, which what a command leaves in the background would keep open.
      Path out = Files.createTempFile("command", ".out");
      Path err = Files.createTempFile("command", ".err");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(words)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = await(process, limit);
        String printed = Files.readString(out);
        String complained = Files.readString(err);
        if (!ended) {
          throw new AssertionError(
              "%s did not end within %s; it printed: %s%s"
                  .formatted(String.join(" ", words), limit, printed, complained));
        }
        return new Ran(process.exitValue(), printed, complained);
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + String.join(" ", words), e);
    }
  }

  /** Returns whether the process ended in time, and after an interrupt or too long ends it. */
  private static boolean await(Process process, Duration limit) {
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return true;
      }
      process.destroy();
      if (!process.waitFor(SECONDS_TO_CLEAN_UP, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
    return false;
  }
}
