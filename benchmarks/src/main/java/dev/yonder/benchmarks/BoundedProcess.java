// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs commands that are ended, with the processes they have started, when they take too long. */
final class BoundedProcess {

  /** Joblib leaves large arrays in memory that outlives it, unless it is told where to. */
  private static final String JOBLIB_DIRECTORY = "JOBLIB_TEMP_FOLDER";

  private BoundedProcess() {}

  /** A line, and when it came after the launch. */
  record FirstLine(String line, double seconds) {}

  /** What is done with a process while it runs. */
  private interface Reading<T> {
    T read(BufferedReader printed) throws IOException;
  }

  /** Returns the lines that the command prints within the time. */
  static List<String> lines(List<String> command, Duration most)
      throws IOException, InterruptedException {
    return run(command, most, printed -> printed.lines().toList());
  }

  /**
   * Returns the first line that begins so, and waits for the end of the command.
   *
   * @throws IOException if there is none within the time
   */
  static FirstLine firstLine(List<String> command, String beginning, Duration most)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    return run(
        command,
        most,
        printed -> {
          for (String line = printed.readLine(); line != null; line = printed.readLine()) {
            if (line.startsWith(beginning)) {
              double seconds = (System.nanoTime() - start) / 1e9;
              printed.lines().forEach(rest -> {});
              return new FirstLine(line, seconds);
            }
          }
          throw new IOException(
              "%s printed no line that begins with %s within %s; run it by hand to see why"
                  .formatted(String.join(" ", command), beginning, most));
        });
  }

  private static <T> T run(List<String> command, Duration most, Reading<T> reading)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    Path directory = Files.createTempDirectory("bench-");
    builder.environment().put(JOBLIB_DIRECTORY, directory.toString());
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    Executor later = CompletableFuture.delayedExecutor(most.toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture<Void> end = CompletableFuture.runAsync(() -> kill(process), later);
    try (BufferedReader printed =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      T read = reading.read(printed);
      process.waitFor();
      return read;
    } finally {
      end.cancel(false);
      kill(process);
      delete(directory);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (UncheckedIOException e) {
      // A process that was just ended may have removed some of it.
    }
  }

  private static void kill(Process process) {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }
}
