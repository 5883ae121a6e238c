// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.engine.jobs.Lease;
import dev.yonder.engine.jobs.Manifest;
import dev.yonder.engine.jobs.Runs;
import dev.yonder.wire.Journal;
import dev.yonder.wire.RunFiles;
import dev.yonder.wire.RunRecord;
import dev.yonder.worker.HostName;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * A run that this process drives.
 *
 * @param opening how many drivers it has had, this one included
 */
record OpenRun(RunFiles files, Manifest manifest, Lease lease, Journal journal, int opening)
    implements Closeable {

  /** Begins a run. */
  static OpenRun begin(Runs runs, String profile, String code, long seed) throws IOException {
    RunFiles files = runs.create();
    Manifest manifest =
        new Manifest(
            Manifest.programOfThisProcess(),
            profile,
            code,
            seed,
            System.getProperty("user.name"),
            Instant.now());
    manifest.write(files);
    return open(files, manifest);
  }

  /**
   * Takes a run that another driver has left.
   *
   * @throws IllegalArgumentException if there is no such run
   * @throws IllegalStateException if somebody else has it
   */
  static OpenRun attach(Runs runs, String run) throws IOException {
    RunFiles files = runs.open(run);
    return open(files, Manifest.read(files));
  }

  private static OpenRun open(RunFiles files, Manifest manifest) throws IOException {
    Lease lease = Lease.take(files);
    try {
      Journal journal = files.journal();
      int before =
          (int) journal.found().stream().filter(RunRecord.Opened.class::isInstance).count();
      int opening = 1 + Math.max(before, files.lastOpening());
      journal.append(
          List.of(
              new RunRecord.Opened(
                  opening,
                  HostName.get(),
                  ProcessHandle.current().pid(),
                  System.currentTimeMillis())));
      return new OpenRun(files, manifest, lease, journal, opening);
    } catch (IOException | RuntimeException e) {
      lease.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try (lease) {
      journal.close();
    }
  }
}
