// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * What a command did.
 *
 * @param status its exit status
 */
public record Ran(int status, String out, String err) {

  /** Runs {@code bin/demo} with the arguments, as its process would. */
  public static Ran demo(String... arguments) {
    return command(Demo.commandLine(), Demo.withSample(arguments));
  }

  /** Runs the command with the arguments. */
  public static Ran command(CommandLine command, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int status = command.execute(arguments);
    return new Ran(status, out.toString(), err.toString());
  }
}
