// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.jobs;

import dev.yonder.Resources;
import dev.yonder.engine.launch.Code;
import dev.yonder.engine.launch.JavaCommand;
import dev.yonder.spi.WorkerLaunch;
import dev.yonder.worker.DriverConnection;
import dev.yonder.worker.WorkerMain;
import dev.yonder.worker.WorkerOptions;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Starts jobs that find everything in the directory of their run.
 *
 * @param run the directory
 * @param pinned the program's code in it
 * @param jvm options of the profile for Java machines
 * @param variables what the profile sets in the environment
 * @param archive what has them start faster
 */
public record RunLaunch(
    Path run, Code pinned, List<String> jvm, Map<String, String> variables, JobArchive archive)
    implements WorkerLaunch {

  /**
   * A job that is soon over spends a fifth of its time on compiling methods that it calls some
   * thousand times; a loop that runs for long is compiled as early as ever. Nor does anybody look
   * at its counters, which it would keep in a file of the node.
   */
  private static final List<String> SOON_OVER =
      List.of(
          "-XX:Tier3InvocationThreshold=5000",
          "-XX:Tier3MinInvocationThreshold=2500",
          "-XX:Tier3CompileThreshold=50000",
          "-XX:-UsePerfData");

  @Override
  public int javaFeature() {
    return Runtime.version().feature();
  }

  /** Returns nothing: the code is in the directory of the run. */
  @Override
  public List<CodeFile> code() {
    return List.of();
  }

  /** Returns nothing: the key is in the directory of the run. */
  @Override
  public Map<String, byte[]> secrets() {
    return Map.of();
  }

  @Override
  public List<String> command(Place place) {
    Resources capacity = place.capacity();
    List<String> main = new ArrayList<>(List.of(WorkerMain.class.getName()));
    main.addAll(
        new WorkerOptions(
                DriverConnection.FILES + run,
                place.scratch(),
                /* secretFile= */ "",
                place.worker(),
                pinned.digest(),
                capacity,
                Collections.nCopies(capacity.gpus(), "?"),
                /* elsewhere= */ true,
                pinned.catalogs())
            .arguments());
    long heapBytes = JavaCommand.heapBytes(capacity.memory());
    List<String> options = new ArrayList<>(SOON_OVER);
    options.addAll(archive.options(heapBytes));
    options.addAll(jvm);
    return JavaCommand.of(
        new JavaCommand.Machine(
            place.java(),
            pinned.jars().stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator)),
            place.scratch(),
            heapBytes,
            Math.max(1, capacity.cpus())),
        options,
        main);
  }

  @Override
  public Map<String, String> environment(int cpus) {
    return JavaCommand.environmentElsewhere(cpus, variables);
  }
}
