// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.jobs;

import dev.yonder.engine.launch.ClassArchive;
import dev.yonder.engine.launch.Code;
import dev.yonder.engine.launch.JavaCommand;
import dev.yonder.worker.WorkerMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The classes of jobs, as Java machines share them, beside the code that all runs share.
 *
 * <p>The jars of a run are links to that code, and to a Java machine the same files. Where they are
 * copies, it ignores the archive.
 *
 * @param kept the code that runs share
 * @param directory what all hosts see
 * @param jvm options of the profile for Java machines
 */
public record JobArchive(Code kept, Path directory, List<String> jvm) {
  private static final System.Logger LOG = System.getLogger("dev.yonder");
  private static final Path NOWHERE = Path.of("/dev/null");

  private ClassArchive archive(long heapBytes) throws IOException {
    return ClassArchive.in(PinnedCode.store(directory), kept, heapBytes, jvm);
  }

  /** Returns the options that have a job use what there is by now. */
  List<String> options(long heapBytes) {
    try {
      return archive(heapBytes).options();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "jobs will start no faster", e);
      return List.of();
    }
  }

  /** Has jobs that are submitted from some seconds on start faster, whatever comes of it. */
  public void make(long heapBytes) {
    try {
      ClassArchive archive = archive(heapBytes);
      if (archive.claim()) {
        archive.make(
            JavaCommand.of(
                JavaCommand.Machine.here(kept, directory, heapBytes, /* cpus= */ 1),
                jvm,
                List.of(WorkerMain.class.getName(), WorkerMain.TRAIN_FOR_JOBS)),
            Map.of(),
            NOWHERE);
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "jobs will start no faster", e);
    }
  }
}
