// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.Resources;
import dev.yonder.engine.jobs.Runs;
import dev.yonder.spi.Backend;
import dev.yonder.spi.BackendProvider;
import dev.yonder.spi.BlockPolicy;
import dev.yonder.spi.ProfileSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The backends that are on the class path beside the built-in ones, by the names of profiles. */
final class PluginBackends {

  /** A map makes four times as many calls ahead, so that arrays are worth it. */
  private static final int MOST_AHEAD = 2_500;

  private PluginBackends() {}

  /** Returns their names, in order. */
  static List<String> names() {
    return List.copyOf(found().keySet());
  }

  private static Map<String, BackendProvider> found() {
    Map<String, BackendProvider> providers = new TreeMap<>();
    for (BackendProvider provider : ServiceLoader.load(BackendProvider.class)) {
      providers.put(provider.name(), provider);
    }
    return providers;
  }

  /**
   * Returns what supplies a session with workers of the backend that the settings name; nothing if
   * there is none.
   *
   * @throws IllegalArgumentException if a setting is wrong
   */
  static Optional<WorkerSupply> supply(
      ProfileSettings settings, WorkerSettings workers, @Nullable OpenRun run) {
    return Optional.ofNullable(found().get(settings.backend()))
        .map(provider -> supply(settings.profile(), provider.create(settings), workers, run));
  }

  /**
   * Returns the runs in the directory that the settings name.
   *
   * @throws IllegalArgumentException if calls of the profile are no jobs of their own
   */
  static Runs runs(ProfileSettings settings) {
    BackendProvider provider = found().get(settings.backend());
    if (provider != null) {
      try (Backend backend = provider.create(settings)) {
        if (backend.policy().use() == BlockPolicy.Use.CALLS) {
          return new Runs(backend.directory());
        }
      }
    }
    throw new IllegalArgumentException(
        "the profile %s has no runs, as its calls end with the program; name one with mode = \"jobs\""
            .formatted(settings.profile()));
  }

  private static WorkerSupply supply(
      String profile, Backend backend, WorkerSettings workers, @Nullable OpenRun run) {
    BlockPolicy policy = backend.policy();
    if (policy.use() == BlockPolicy.Use.CALLS) {
      return new WorkerSupply(
          new Resources(MOST_AHEAD, 0, 0, Map.of()),
          /* enforced= */ true,
          /* lineage= */ false,
          Integer.MAX_VALUE,
          backend.description(),
          policy,
          reports -> new JobWorkers(profile, backend, workers, run));
    }
    Resources each = policy.needs();
    int cpus = Math.multiplyExact(policy.max(), each == null ? 1 : each.cpus());
    return new WorkerSupply(
        new Resources(cpus, 0, 0, Map.of()),
        /* enforced= */ true,
        /* lineage= */ true,
        Integer.MAX_VALUE,
        backend.description(),
        policy,
        reports -> new BlockWorkers(profile, backend, workers));
  }
}
