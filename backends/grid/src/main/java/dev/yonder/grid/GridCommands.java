// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import dev.yonder.spi.BackendException;
import dev.yonder.spi.CommandRunner;
import dev.yonder.spi.ShellWords;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs the commands of a batch system, each for a bounded time: while their server is away, some of
 * them wait for ever.
 */
final class GridCommands {
  private static final byte[] NO_INPUT = {};
  private static final int SHOWN = 500;

  private final CommandRunner runner;
  private final @Nullable Path bin;
  private final Duration timeout;

  GridCommands(CommandRunner runner, @Nullable Path bin, Duration timeout) {
    this.runner = runner;
    this.bin = bin;
    this.timeout = timeout;
  }

  /**
   * Runs a command, however it ends.
   *
   * @throws BackendException if it cannot be run or does not end in time
   */
  CommandRunner.Result run(List<String> command) throws BackendException {
    return runner.run(located(command), Map.of(), NO_INPUT, timeout);
  }

  /**
   * Returns what a command printed.
   *
   * @throws BackendException if it cannot be run, does not end in time, or fails, which may pass
   */
  String read(List<String> command) throws BackendException {
    CommandRunner.Result result = run(command);
    if (result.status() != 0) {
      throw BackendException.passing(failed(command, result), null);
    }
    return result.out();
  }

  /** Returns a message that says how a command failed. */
  static String failed(List<String> command, CommandRunner.Result result) {
    return "the command %s %s".formatted(inWords(command), result.inWords());
  }

  /** Returns an exception for a command that did not print what it should have. */
  static BackendException unexpected(
      List<String> command, UnexpectedOutputException expected, String printed) {
    String shown = printed.strip();
    return BackendException.passing(
        "the command %s should have printed %s, but printed%s"
            .formatted(
                inWords(command),
                expected.getMessage(),
                shown.isEmpty()
                    ? " nothing"
                    : ": " + (shown.length() > SHOWN ? shown.substring(0, SHOWN) + "…" : shown)),
        expected);
  }

  /** Returns a command as one would type it. */
  static String inWords(List<String> command) {
    String words = String.join(" ", command.stream().map(ShellWords::quoteOnOneLine).toList());
    return words.length() > SHOWN ? words.substring(0, SHOWN) + "…" : words;
  }

  private List<String> located(List<String> command) {
    if (bin == null) {
      return command;
    }
    List<String> words = new ArrayList<>(command);
    words.set(0, bin.resolve(command.get(0)).toString());
    return words;
  }
}
