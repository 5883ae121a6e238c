// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.wire.KryoPayloadCodec;
import dev.yonder.wire.PayloadCodec;
import dev.yonder.wire.ProtocolException;
import dev.yonder.wire.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A job: runs the one attempt that a file in the directory of its run describes. */
final class OneShotWorker {
  /** The status of a job that ran nothing. */
  static final int NOT_RUN = 3;

  /** The status of a job that has no other way to say how it ended. */
  private static final int NOTHING_LEFT = 5;

  private static final String REFUSAL =
      "a job of its own cannot make calls, as there may be no driver that takes them; make the call"
          + " in the program, or use a profile whose workers stay, such as one with mode = \"pilots\"";

  private OneShotWorker() {}

  /**
   * Runs the attempt and leaves its result.
   *
   * @throws IOException if it cannot be read what to run, or the result cannot be written
   */
  static void run(WorkerOptions options, Catalog catalog) throws IOException {
    Path directory = Path.of(options.link().substring(DriverConnection.FILES.length()));
    RunFiles files = FileLink.patiently(() -> RunFiles.open(directory));
    JobFile job = job(files, options.name());
    PayloadCodec codec =
        new KryoPayloadCodec(ClassLoader.getSystemClassLoader(), /* mayLeaveHost= */ true);
    FileLink link = new FileLink(files, job, codec::encodeThrowable);
    ExhaustedHeap.endWithOwnThreads();
    TaskOutput.install(() -> {});
    WorkerProcess worker =
        WorkerProcess.ofJob(
            options,
            Gpus.names(options.capacity().gpus(), System.getenv("CUDA_VISIBLE_DEVICES")),
            link,
            job.welcome(),
            catalog,
            codec,
            files,
            Files.createDirectory(Path.of(options.directory()).resolve(options.name())),
            REFUSAL);
    new Heartbeat(worker, () -> {}, job.welcome().heartbeatMillis()).startLater();
    worker.run();
  }

  /** Returns the attempt of an element of an array. */
  private static JobFile job(RunFiles files, String worker) throws IOException {
    int hyphen = worker.lastIndexOf('-');
    String array = RunFiles.array(worker.substring(0, hyphen));
    String[] lines = FileLink.patiently(() -> files.text(array)).split("\n", -1);
    try {
      int first = Integer.parseInt(lines[0]);
      int index = Integer.parseInt(worker, hyphen + 1, worker.length(), 10);
      String[] attempt = lines[1 + index - first].split(" ", -1);
      return FileLink.patiently(
          () -> JobFile.read(files, Long.parseLong(attempt[0]), Integer.parseInt(attempt[1])));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new ProtocolException(
          "%s does not say what %s runs".formatted(files.path().resolve(array), worker));
    }
  }

  /**
   * Ends the process, as a job that went on without a result would do so until its time is over.
   */
  static AssertionError end(String reason) {
    try {
      System.err.println("yonder worker: ends because " + reason);
    } finally {
      Runtime.getRuntime().halt(NOTHING_LEFT);
    }
    return new AssertionError(reason);
  }

  /** Returns whether the link of a worker is one of files. */
  static boolean isMeant(WorkerOptions options) {
    return options.link().startsWith(DriverConnection.FILES);
  }
}
