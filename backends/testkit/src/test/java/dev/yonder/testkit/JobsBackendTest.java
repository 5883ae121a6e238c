// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import dev.yonder.SessionBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class JobsBackendTest extends BackendContract {
  @TempDir Path directory;

  @Override
  protected String profile() {
    return FakeBatchProvider.NAME;
  }

  @Override
  protected SessionBuilder settings(SessionBuilder builder) {
    return builder.set("directory", directory.toString());
  }
}
