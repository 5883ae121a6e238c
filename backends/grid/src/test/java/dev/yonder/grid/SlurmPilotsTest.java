// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import dev.yonder.SessionBuilder;
import dev.yonder.testkit.BackendContract;
import dev.yonder.testkit.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Calls on workers that are jobs of a real Slurm. */
class SlurmPilotsTest extends BackendContract {
  private static final String PROFILE = "slurm-pilots";

  @Override
  protected String profile() {
    return PROFILE;
  }

  @Override
  protected String longestWalltime() {
    return "9m";
  }

  @Override
  protected boolean sharesSession() {
    return true;
  }

  @Override
  protected SessionBuilder settings(SessionBuilder builder) {
    Lab lab = Lab.slurm();
    // A node has a temporary directory of its own.
    System.setProperty("testkit.gates", lab.file("shared").toString());
    Path file = lab.file("pilots.toml");
    String settings =
        """
        [profiles.%s]
        backend = "slurm"
        directory = "%s"
        bin = "%s"
        poll = "1s"
        walltime = "10m"
        init = 2
        max = 2
        """
            .formatted(PROFILE, lab.file("shared").resolve("pilots"), lab.file("bin"));
    try {
      return builder.settingsFile(Files.writeString(file, settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
