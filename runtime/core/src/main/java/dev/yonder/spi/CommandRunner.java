// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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
   * Runs a command to its end, with an input that need not be in memory as a whole.
   *
   * @param command the program and its arguments
   * @param environment what is set beside the environment of this process
   * @param input what it reads from its standard input; a failure to read it ends the input early
   * @param limit how long it may take; then it is ended with the processes it has started
   * @throws BackendException as above
   */
  default Result run(
      List<String> command, Map<String, String> environment, Input input, Duration limit)
      throws BackendException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      input.writeTo(bytes);
    } catch (IOException e) {
      throw BackendException.passing(
          "the input of %s cannot be read: %s".formatted(command.get(0), e.getMessage()), e);
    }
    return run(command, environment, bytes.toByteArray(), limit);
  }

  /** What a command reads from its standard input. */
  interface Input {

    /** Writes all of it; does not close the stream. */
    void writeTo(OutputStream out) throws IOException;
  }

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
