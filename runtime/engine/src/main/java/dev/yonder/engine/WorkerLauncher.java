// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.engine.launch.ChildProcess;
import dev.yonder.engine.launch.ClassArchive;
import dev.yonder.engine.launch.Code;
import dev.yonder.engine.launch.JavaCommand;
import dev.yonder.wire.StdioLinks;
import dev.yonder.worker.Gpus;
import dev.yonder.worker.OutputFile;
import dev.yonder.worker.WorkerMain;
import dev.yonder.worker.WorkerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts the worker processes of a session.
 *
 * @param shape what each of them has
 * @param settings how a user wants them started
 * @param code their class path
 * @param archive what has them start faster
 * @param entrance how they come to this process
 * @param directory the session's own
 * @param secretFile what a worker proves with that it was started by this session
 */
record WorkerLauncher(
    WorkerShape shape,
    ProcessSettings settings,
    Code code,
    ClassArchive archive,
    Entrance entrance,
    Path directory,
    Path secretFile) {
  private static final System.Logger LOG = System.getLogger("dev.yonder");
  private static final String VISIBLE_GPUS = "CUDA_VISIBLE_DEVICES";

  /**
   * Starts a worker.
   *
   * @param place which part of the machine is its own, from 0
   */
  ChildProcess start(String name, int place) throws IOException {
    List<String> gpus = gpus(place);
    List<String> main = new ArrayList<>(List.of(WorkerMain.class.getName()));
    main.addAll(
        new WorkerOptions(
                entrance.link(),
                directory.toString(),
                secretFile.toString(),
                name,
                code.digest(),
                shape.capacity(),
                gpus,
                /* elsewhere= */ false,
                code.catalogs())
            .arguments());
    Map<String, String> environment = JavaCommand.environment(shape.capacity().cpus());
    if (shape.capacity().cpus() == 1 && !gpus.isEmpty()) {
      environment.put(VISIBLE_GPUS, String.join(",", gpus));
    }
    environment.putAll(settings.environment());
    List<String> command = java(main, archive.options());
    return entrance.isByStreams()
        ? ChildProcess.startPiped(command, environment, settings.directory(), log(name))
        : ChildProcess.start(command, environment, settings.directory(), log(name));
  }

  private List<String> gpus(int place) {
    int each = shape.capacity().gpus();
    List<String> all = Gpus.names(each * shape.workers(), System.getenv(VISIBLE_GPUS));
    int from = place % shape.workers() * each;
    return all.subList(from, from + each);
  }

  private List<String> java(List<String> main, List<String> options) {
    List<String> more = new ArrayList<>(options);
    more.addAll(settings.jvm());
    if (entrance.isByStreams()) {
      more.add(StdioLinks.JAVA_OPTION);
    }
    return JavaCommand.of(
        JavaCommand.Machine.here(code, directory, shape.heapBytes(), shape.capacity().cpus()),
        more,
        main);
  }

  private Path log(String name) {
    return OutputFile.of(directory, name).path();
  }

  /** Has the next sessions start their workers faster; this one goes on whatever comes of it. */
  void makeArchive() {
    if (!archive.claim()) {
      return;
    }
    try {
      List<String> main = List.of(WorkerMain.class.getName(), WorkerMain.TRAIN);
      Map<String, String> environment = JavaCommand.environment(shape.capacity().cpus());
      archive.make(java(main, List.of()), environment, log(WorkerMain.TRAIN));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "workers will start no faster", e);
    }
  }
}
