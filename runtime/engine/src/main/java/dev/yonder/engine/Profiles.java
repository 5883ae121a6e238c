// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.Resources;
import dev.yonder.spi.ProfileSettings;
import dev.yonder.worker.HostName;
import java.util.Map;
import java.util.Set;

/** The built-in backends, each of which is a profile by itself. */
final class Profiles {
  static final String THREADS = "threads";
  static final String INLINE = "inline";
  static final String PROCESSES = "processes";
  static final Set<String> NAMES = Set.of(INLINE, PROCESSES, THREADS);

  /**
   * A report is back within some ten microseconds. Ten times that in work keeps the slots busy
   * while other programs take their share of the processors.
   */
  private static final long THREADS_LEAD_NANOS = 100_000;

  /** Inline, all calls that wait for one another stand on one stack, which is 1 MiB or less. */
  private static final int INLINE_DEPTH = 200;

  private Profiles() {}

  /**
   * Returns the backend of a profile.
   *
   * @throws IllegalArgumentException if a setting is unknown, or its value cannot be used
   */
  static Backend backend(ProfileSettings settings, Capacity capacity) {
    if (settings.backend().equals(PROCESSES)) {
      return processes(capacity, ProcessSettings.of(settings));
    }
    settings.refuseUnknown(Set.of());
    return settings.backend().equals(INLINE) ? inline() : threads(offered(capacity));
  }

  private static Backend inline() {
    Resources unlimited =
        new Resources(Integer.MAX_VALUE / 2, Long.MAX_VALUE, Integer.MAX_VALUE, Map.of());
    return new Backend(
        unlimited,
        /* enforced= */ false,
        /* lineage= */ false,
        INLINE_DEPTH,
        "the calling thread, on " + HostName.get(),
        reports -> LocalWorkers.inline(INLINE, unlimited, reports));
  }

  private static Backend processes(Capacity asked, ProcessSettings settings) {
    WorkerShape shape = WorkerShape.of(asked, MachineMemory.bytes());
    String description =
        "%d worker processes with %s each on %s (Java %s)"
            .formatted(
                shape.workers(),
                shape.capacity().cpus() == 1 ? "1 slot" : shape.capacity().cpus() + " slots",
                HostName.get(),
                Runtime.version().feature());
    return new Backend(
        new Resources(shape.cpus(), 0, 0, Map.of()),
        /* enforced= */ true,
        /* lineage= */ true,
        Integer.MAX_VALUE,
        description,
        reports -> new ProcessWorkers(shape, settings, description));
  }

  private static Backend threads(Resources offered) {
    String description =
        "%d threads on %s (Java %s)"
            .formatted(offered.cpus(), HostName.get(), Runtime.version().feature());
    return new Backend(
        offered,
        /* enforced= */ true,
        /* lineage= */ false,
        Integer.MAX_VALUE,
        description,
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
