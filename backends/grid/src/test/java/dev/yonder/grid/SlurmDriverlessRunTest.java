// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import dev.yonder.testkit.DriverlessRunContract;
import dev.yonder.testkit.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs without a driver on a real Slurm. */
class SlurmDriverlessRunTest extends DriverlessRunContract {
  @RegisterExtension final FaultTable table = new FaultTable("jobs");

  @Override
  protected Path shared() throws IOException {
    Path shared = Lab.slurm().file("shared");
    System.setProperty("testkit.gates", shared.toString());
    return Files.createTempDirectory(shared, "driverless");
  }

  @Override
  protected Map<String, String> properties(Path shared) throws IOException {
    String settings =
        """
        [profiles.driverless]
        backend = "slurm"
        mode = "jobs"
        directory = "%s"
        bin = "%s"
        poll = "1s"
        """
            .formatted(shared.resolve("runs"), Lab.slurm().file("bin"));
    Path file = Files.writeString(shared.resolve("yonder.toml"), settings);
    return Map.of("yonder.settings", file.toString(), "yonder.profile", "driverless");
  }
}
