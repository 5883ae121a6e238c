// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import dev.yonder.Session;
import dev.yonder.Yonder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** How many of Slurm's commands are run for 300 calls of which each is a job. */
final class SlurmCommands implements Row.Measurement {
  private final Lab lab = Lab.up("slurm");

  /** Returns a session of which each call is a job, with the commands in a directory. */
  static Session session(Lab lab, Path bin) {
    return Yonder.builder()
        .settingsFile(lab.settings())
        .profile("lab-slurm-jobs")
        .set("poll", "30s")
        .set("bin", bin.toString())
        .progress(false)
        .open();
  }

  @Override
  public double floor() {
    return Double.NaN;
  }

  @Override
  public double ours() throws Exception {
    SlurmArrayFloor.awaitIdle(lab);
    Path log = Files.createTempFile(lab.file("shared"), "commands", ".log");
    try (Session session = session(lab, noting(log))) {
      Sums.check(SlurmArray.sum(session), (SlurmArray.CALLS + 1L) * SlurmArray.CALLS / 2);
    }
    return Files.readAllLines(log).size();
  }

  /** Returns a directory with commands that note in a file that they were run. */
  private Path noting(Path log) throws IOException {
    Path bin = Files.createTempDirectory(lab.file("shared"), "bin");
    for (String name : List.of("sbatch", "squeue", "scancel", "scontrol")) {
      Path command =
          Files.writeString(
              bin.resolve(name),
              "#!/bin/sh\necho %s >>%s\nexec %s \"$@\"\n"
                  .formatted(name, log, lab.file("bin").resolve(name)));
      Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
    }
    return bin;
  }

  @Override
  public int warmups() {
    return 0;
  }

  @Override
  public int rounds() {
    return 1;
  }

  @Override
  public void close() throws IOException {
    lab.close();
  }
}
