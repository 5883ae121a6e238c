// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import dev.yonder.spi.BackendException;
import dev.yonder.spi.CommandRunner;
import dev.yonder.spi.LocalCommands;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Runs commands, and remembers them. */
final class CountingCommands implements CommandRunner {
  private final CommandRunner local = new LocalCommands();
  private final ConcurrentLinkedQueue<String> commands = new ConcurrentLinkedQueue<>();

  @Override
  public Result run(
      List<String> command, Map<String, String> environment, byte[] input, Duration limit)
      throws BackendException {
    return run(command, environment, out -> out.write(input), limit);
  }

  @Override
  public Result run(
      List<String> command, Map<String, String> environment, Input input, Duration limit)
      throws BackendException {
    commands.add(String.join(" ", command));
    return local.run(command, environment, input, limit);
  }

  /** Returns how many commands had the text in them. */
  long count(String text) {
    return commands.stream().filter(command -> command.contains(text)).count();
  }
}
