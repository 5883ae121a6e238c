// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runs commands of this host, word by word, without a shell. */
public interface CommandRunner {

  /**
   * Runs a command to its end.
   *
   * @param command the program and its arguments
   * @param environment what is set beside the environment of this process
   * @param input what it reads from its standard input
   * @param limit how long it may take; then it is ended with the processes it has started
   * @throws BackendException if it cannot be run, does not end within the limit, or the thread is
   *     interrupted; what it printed until then is in the message
   */
  Result run(List<String> command, Map<String, String> environment, byte[] input, Duration limit)
      throws BackendException;

  /**
   * How a command ended.
   *
   * @param status its exit status
   * @param out what it wrote to its standard output, as UTF-8, of too much only the first MiBs
   * @param err what it wrote to its standard error
   */
  record Result(int status, String out, String err) {

    /** Returns the status and what was written, to complete "the command …". */
    public String inWords() {
      String text = (err.isBlank() ? out : err).strip();
      return "ended with status %d%s".formatted(status, text.isEmpty() ? "" : ": " + text);
    }
  }
}
