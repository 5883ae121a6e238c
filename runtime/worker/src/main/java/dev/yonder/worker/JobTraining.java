// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.Resources;
import dev.yonder.wire.DirectoryTree;
import dev.yonder.wire.KryoPayloadCodec;
import dev.yonder.wire.Message;
import dev.yonder.wire.Payload;
import dev.yonder.wire.PayloadCodec;
import dev.yonder.wire.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The whole life of a job in a run of its own, so that the classes of jobs are loaded. */
final class JobTraining {
  private static final String TRAINEE = "trainee";
  private static final Resources ONE = new Resources(1, 0, 0, Map.of());
  private static final int HEARTBEAT_MILLIS = 1_000;

  private JobTraining() {}

  static void train() throws IOException {
    Path directory = Files.createTempDirectory("yonder-training");
    try {
      RunFiles files = RunFiles.create(directory.resolve(RunFiles.RUNS).resolve(TRAINEE));
      Training.loadWhatIsUsual();
      write(files);
      OneShotWorker.run(
          new WorkerOptions(
              DriverConnection.FILES + files.path(),
              directory.toString(),
              /* secretFile= */ "",
              TRAINEE + "-1",
              "",
              ONE,
              List.of(),
              /* elsewhere= */ true,
              List.of()),
          Catalog.of(Training.ECHO));
    } finally {
      DirectoryTree.remove(directory);
    }
  }

  private static void write(RunFiles files) throws IOException {
    PayloadCodec codec = new KryoPayloadCodec(ClassLoader.getSystemClassLoader());
    Payload arguments = codec.encode(new Object[] {1}, "what is usual");
    new JobFile(
            new Message.Welcome("slurm", "", 0, HEARTBEAT_MILLIS, Integer.MAX_VALUE),
            new Message.DefineStage(
                0, Training.ECHO.id(), Training.ECHO.name(), ONE, true, /* keep= */ false),
            /* idempotent= */ true,
            List.of(),
            new Message.Run(1, 1, 0, 1L, arguments, new int[0], List.of()))
        .write(files);
    files.write(RunFiles.array(TRAINEE), "1\n1 1\n");
  }
}
