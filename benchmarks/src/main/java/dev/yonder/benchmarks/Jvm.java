// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs in processes of their own. */
final class Jvm {
  private static final long MOST_MINUTES = 5;

  private Jvm() {}

  /** Runs a main class with this process's class path, and returns what it prints. */
  static String run(List<String> options, Class<?> main, List<String> arguments)
      throws IOException, InterruptedException {
    return run(command(options, main, arguments));
  }

  /** Runs a main class with this process's class path, and returns when its first line came. */
  static double secondsToFirstLine(List<String> options, Class<?> main, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = command(options, main, arguments);
    return BoundedProcess.firstLine(command, "", Duration.ofMinutes(MOST_MINUTES)).seconds();
  }

  /** Returns the command that runs a main class with this process's class path. */
  static List<String> command(List<String> options, Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(tool("java")));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return command;
  }

  /** Returns the path of a program of the JDK that runs this process. */
  static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /**
   * Runs a command and returns what it prints on standard output.
   *
   * @throws IOException if it does not end in time, or with another status than 0
   */
  static String run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      String printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IOException("%s failed and printed: %s".formatted(command, printed));
      }
      return printed;
    } finally {
      process.destroyForcibly();
    }
  }
}
