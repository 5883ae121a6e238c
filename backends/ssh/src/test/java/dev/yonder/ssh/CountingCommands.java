// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import dev.yonder.spi.BackendException;
import dev.yonder.spi.CommandRunner;
import dev.yonder.spi.LocalCommands;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Runs commands, remembers them, and has something done when one has ended. */
final class CountingCommands implements CommandRunner {
  private final CommandRunner local = new LocalCommands();
  private final ConcurrentLinkedQueue<String> commands = new ConcurrentLinkedQueue<>();
  private final Map<String, Runnable> actions = new ConcurrentHashMap<>();

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
    Result result = local.run(command, environment, input, limit);
    done(command);
    return result;
  }

  /** Has something done after each command with the text in it. */
  void after(String text, Runnable action) {
    actions.put(text, action);
  }

  /** Does what is to be done after the command. */
  void done(List<String> command) {
    String words = String.join(" ", command);
    actions.forEach(
        (text, action) -> {
          if (words.contains(text)) {
            action.run();
          }
        });
  }

  /** Returns how many commands had the text in them. */
  long count(String text) {
    return commands.stream().filter(command -> command.contains(text)).count();
  }
}
