// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.wire.Connection;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The way by which the worker processes of a session come to their driver. */
interface Entrance extends Closeable {

  /** The ways by name. */
  List<String> NAMES = List.of("unix", "stdio", "tls");

  /**
   * Opens the way of the name.
   *
   * @param directory that of the session, which only its user can read
   */
  static Entrance open(String name, Path directory) throws IOException {
    return switch (name) {
      case "stdio" -> new StdioEntrance();
      case "tls" -> TlsEntrance.open(directory);
      default -> UnixEntrance.open(directory);
    };
  }

  /** Returns the link as {@link dev.yonder.worker.WorkerOptions} names it. */
  String link();

  /**
   * Waits for the next worker.
   *
   * @throws IOException if the way is closed
   */
  Connection accept() throws IOException;

  /** Returns whether each worker comes by its own standard streams, and none is to be accepted. */
  default boolean isByStreams() {
    return false;
  }
}
