// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.Resources;
import dev.yonder.engine.jobs.Runs;
import dev.yonder.spi.ProfileSettings;
import dev.yonder.spi.SessionSettings;
import dev.yonder.spi.SettingsLayer;
import dev.yonder.spi.Spelling;
import dev.yonder.worker.HostName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The built-in profiles, and which of them a session uses. */
final class Profiles {
  static final String THREADS = "threads";
  static final String INLINE = "inline";
  static final String PROCESSES = "processes";
  static final List<String> NAMES = List.of(INLINE, PROCESSES, THREADS);

  /**
   * A report is back within some ten microseconds. Ten times that in work keeps the slots busy
   * while other programs take their share of the processors.
   */
  private static final long THREADS_LEAD_NANOS = 100_000;

  /** Inline, all calls that wait for one another stand on one stack, which is 1 MiB or less. */
  private static final int INLINE_DEPTH = 200;

  private Profiles() {}

  /**
   * Returns the profile's name: that of the settings, else that of the environment, else threads.
   *
   * @param property the value of the system property, null if unset
   * @param variable the value of the environment variable, null if unset
   * @throws IllegalArgumentException if there is no such profile
   */
  static String choose(
      SessionSettings settings, @Nullable String property, @Nullable String variable) {
    if (settings.profile() != null) {
      return check(settings.profile(), "given to the session");
    }
    if (property != null && !property.isBlank()) {
      return check(property, "of the system property yonder.profile");
    }
    if (variable != null && !variable.isBlank()) {
      return check(variable, "of the environment variable YONDER_PROFILE");
    }
    return THREADS;
  }

  private static String check(String name, String origin) {
    List<String> names = new ArrayList<>(NAMES);
    names.addAll(PluginBackends.names());
    if (!names.contains(name)) {
      String closest = Spelling.closest(name, names);
      throw new IllegalArgumentException(
          "there is no profile \"%s\" (%s); the profiles are %s%s"
              .formatted(
                  name,
                  origin,
                  String.join(", ", names),
                  closest == null ? "" : "; did you mean \"" + closest + "\"?"));
    }
    return name;
  }

  static WorkerSupply supply(String profile, SessionSettings settings, @Nullable OpenRun run) {
    if (profile.equals(PROCESSES)) {
      return processes(
          settings.capacity(), ProcessSettings.of(settings.ofProfile(), System.getProperties()));
    }
    Optional<WorkerSupply> plugin =
        PluginBackends.supply(
            said(profile, settings), new WorkerSettings(List.of(), Map.of(), null), run);
    if (plugin.isPresent()) {
      return plugin.get();
    }
    if (!settings.ofProfile().isEmpty()) {
      throw new IllegalArgumentException(
          "the profile %s has no setting \"%s\"; it is one of worker processes, if any"
              .formatted(profile, settings.ofProfile().keySet().iterator().next()));
    }
    return profile.equals(INLINE) ? inline() : threads(offered(settings.capacity()));
  }

  /**
   * Returns the runs of a profile.
   *
   * @throws IllegalArgumentException if it has none
   */
  static Runs runs(String profile, SessionSettings settings) {
    return PluginBackends.runs(said(profile, settings));
  }

  /** Returns what was said of a profile that is a backend by itself. */
  static ProfileSettings said(String profile, SessionSettings settings) {
    SettingsLayer layer =
        new SettingsLayer(
            new LinkedHashMap<>(settings.ofProfile()),
            SettingsLayer.Form.TEXT,
            path -> "Yonder.builder()",
            Path.of("").toAbsolutePath());
    return new ProfileSettings(profile, profile, List.of(layer), Set.of());
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

  private static WorkerSupply processes(SessionSettings.Capacity asked, ProcessSettings settings) {
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

  private static Resources offered(SessionSettings.Capacity asked) {
    Runtime machine = Runtime.getRuntime();
    return new Resources(
        asked.cpus() == null ? machine.availableProcessors() : asked.cpus(),
        asked.memory() == null ? machine.maxMemory() : asked.memory(),
        asked.gpus() == null ? 0 : asked.gpus(),
        asked.named());
  }
}
