// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import dev.yonder.annotations.Remote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A remote method that leaves a result which is none. */
final class Forger {

  private Forger() {}

  /** Writes bytes where its result belongs, and ends its process as if all were well. */
  @Remote(idempotent = false)
  static int forge(String result) throws IOException {
    Files.write(Path.of(result), new byte[1_000]);
    Runtime.getRuntime().halt(0);
    return 0;
  }
}
