// SPDX-License-Identifier: Apache-2.0
package dev.yonder.tools;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code yonder}. */
@Command(
    name = "yonder",
    description = "Looks after runs whose calls are jobs of a batch system.",
    mixinStandardHelpOptions = true,
    subcommands = {
      RunsCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      CancelCommand.class,
      AttachCommand.class,
      ScriptCommand.class
    })
public final class Main {

  private Main() {}

  /** Runs a command, and ends with its status. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** Returns the commands; what is wrong with a request is said in one line. */
  static CommandLine commandLine() {
    CommandLine commands = new CommandLine(new Main());
    commands.setExecutionExceptionHandler(
        (exception, line, parsed) -> {
          line.getErr().println("yonder: " + exception.getMessage());
          return line.getCommandSpec().exitCodeOnExecutionException();
        });
    return commands;
  }
}
