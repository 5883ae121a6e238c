// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Starts processes that go on. */
interface Processes {
  /** Starts them on this host. */
  Processes LOCAL =
      (command, err) -> new ProcessBuilder(command).redirectError(err.toFile()).start();

  /**
   * Starts a process.
   *
   * @param err the file that its standard error goes to: a pipe would need somebody who reads it
   * @throws IOException if the program is not there or cannot be run
   */
  Process start(List<String> command, Path err) throws IOException;
}
