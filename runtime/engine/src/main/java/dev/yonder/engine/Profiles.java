// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.Resources;
import dev.yonder.engine.jobs.Runs;
import dev.yonder.spi.Backend;
import dev.yonder.spi.ProfileSettings;
import dev.yonder.worker.HostName;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The built-in backends, each of which is a profile by itself. */
final class Profiles {
  static final String THREADS = "threads";
  static final String INLINE = "inline";
  static final String PROCESSES = "processes";
  private static final Set<String> NAMES = Set.of(INLINE, PROCESSES, THREADS);

  /**
   * A report is back within some ten microseconds. Ten times that in work keeps the slots busy
   * while other programs take their share of the processors.
   */
  private static final long THREADS_LEAD_NANOS = 100_000;

  /** Inline, all calls that wait for one another stand on one stack, which is 1 MiB or less. */
  private static final int INLINE_DEPTH = 200;

  private Profiles() {}

  /** Returns the names of all backends, those of plug-ins too. */
  static Set<String> names() {
    Set<String> names = new TreeSet<>(NAMES);
    names.addAll(PluginBackends.names());
    return names;
  }

  /**
   * Returns what supplies a session of the profile with workers.
   *
   * @param run the run that is attached, null for a new one where the profile has runs
   * @throws IllegalArgumentException if a setting is unknown, or its value cannot be used
   */
  static WorkerSupply supply(ProfileSettings settings, Capacity capacity, @Nullable OpenRun run) {
    if (settings.backend().equals(PROCESSES)) {
      return processes(capacity, ProcessSettings.of(settings));
    }
    if (!NAMES.contains(settings.backend())) {
      return PluginBackends.supply(settings, run);
    }
    settings.refuseUnknown(Set.of());
    return settings.backend().equals(INLINE) ? inline() : threads(offered(capacity));
  }

  /**
   * Returns the runs of a profile.
   *
   * @throws IllegalArgumentException if it has none
   */
  static Runs runs(ProfileSettings settings) {
    try (Backend backend = PluginBackends.ofJobs(settings)) {
      return new Runs(backend.directory());
    }
  }

  private static WorkerSupply inline() {
    Resources unlimited =
        new Resources(Integer.MAX_VALUE / 2, Long.MAX_VALUE, Integer.MAX_VALUE, Map.of());
    return new WorkerSupply(
        unlimited,
        /* enforced= */ false,
        /* lineage= */ false,
        INLINE_DEPTH,
        "the calling thread, on " + HostName.get(),
        /* blocks= */ null,
        reports -> LocalWorkers.inline(INLINE, unlimited, reports));
  }

  private static WorkerSupply processes(Capacity asked, ProcessSettings settings) {
    WorkerShape shape = WorkerShape.of(asked, MachineMemory.bytes());
    String description =
        "%d worker processes with %s each on %s (Java %s)"
            .formatted(
                shape.workers(),
                shape.capacity().cpus() == 1 ? "1 slot" : shape.capacity().cpus() + " slots",
                HostName.get(),
                Runtime.version().feature());
    return new WorkerSupply(
        new Resources(shape.cpus(), 0, 0, Map.of()),
        /* enforced= */ true,
        /* lineage= */ true,
        Integer.MAX_VALUE,
        description,
        /* blocks= */ null,
        reports -> new ProcessWorkers(shape, settings, description));
  }

  private static WorkerSupply threads(Resources offered) {
    String description =
        "%d threads on %s (Java %s)"
            .formatted(offered.cpus(), HostName.get(), Runtime.version().feature());
    return new WorkerSupply(
        offered,
        /* enforced= */ true,
        /* lineage= */ false,
        Integer.MAX_VALUE,
        description,
        /* blocks= */ null,
        reports -> LocalWorkers.threads(THREADS, offered, THREADS_LEAD_NANOS, reports));
  }

  private static Resources offered(Capacity asked) {
    Runtime machine = Runtime.getRuntime();
    return new Resources(
        asked.cpus().orElseGet(machine::availableProcessors),
        asked.memory().orElseGet(machine::maxMemory),
        asked.gpus().orElse(0),
        asked.named());
  }
}
