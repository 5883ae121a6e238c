// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Runs without a driver on a batch system of processes of this host. */
class DriverlessRunTest extends DriverlessRunContract {
  @TempDir private Path directory;

  @Override
  protected Path shared() {
    return directory;
  }

  @Override
  protected Map<String, String> properties(Path shared) {
    return Map.of(
        "yonder.profile",
        FakeBatchProvider.NAME,
        "yonder.directory",
        shared.resolve("runs").toString());
  }
}
