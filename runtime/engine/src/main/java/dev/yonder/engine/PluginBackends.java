// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.Resources;
import dev.yonder.spi.Backend;
import dev.yonder.spi.BackendProvider;
import dev.yonder.spi.BlockPolicy;
import dev.yonder.spi.ProfileSettings;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The backends that are on the class path beside the built-in ones, by the names of profiles. */
final class PluginBackends {

  /** A map makes four times as many calls ahead, so that arrays are worth it. */
  private static final int MOST_AHEAD = 2_500;

  /** The address of this host that workers call. */
  private static final String ADDRESS = "address";

  private PluginBackends() {}

  /** Returns their names, in order. */
  static Set<String> names() {
    return found().keySet();
  }

  private static Map<String, BackendProvider> found() {
    Map<String, BackendProvider> providers = new TreeMap<>();
    for (BackendProvider provider : ServiceLoader.load(BackendProvider.class)) {
      providers.put(provider.name(), provider);
    }
    return providers;
  }

  /**
   * Returns what supplies a session with workers of the backend that the settings name.
   *
   * @throws IllegalArgumentException if a setting is wrong
   */
  static WorkerSupply supply(ProfileSettings settings, @Nullable OpenRun run) {
    WorkerSettings workers = WorkerSettings.of(settings, Map.of());
    String address = settings.text(ADDRESS).orElse(null);
    Backend backend = backend(settings);
    BlockPolicy policy = backend.policy();
    if (policy.use() == BlockPolicy.Use.CALLS) {
      return new WorkerSupply(
          new Resources(MOST_AHEAD, 0, 0, Map.of()),
          /* enforced= */ true,
          /* lineage= */ false,
          Integer.MAX_VALUE,
          backend.description(),
          policy,
          reports -> new JobWorkers(settings.profile(), backend, workers, run));
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
        reports -> new BlockWorkers(settings.profile(), backend, workers, address));
  }

  /**
   * Returns the backend that the settings name.
   *
   * @throws IllegalArgumentException if there is none, or a setting is wrong
   */
  private static Backend backend(ProfileSettings settings) {
    BackendProvider provider = found().get(settings.backend());
    if (provider == null) {
      throw new IllegalArgumentException("there is no backend " + settings.backend());
    }
    return provider.create(settings.alsoKnowing(WorkerSettings.KEYS).alsoKnowing(Set.of(ADDRESS)));
  }

  /**
   * Returns the backend that the settings name, for those who speak with a batch system without a
   * session.
   *
   * @throws IllegalArgumentException if calls of the profile are no jobs of their own
   */
  static Backend ofJobs(ProfileSettings settings) {
    if (names().contains(settings.backend())) {
      Backend backend = backend(settings);
      if (backend.policy().use() == BlockPolicy.Use.CALLS) {
        return backend;
      }
      backend.close();
    }
    throw new IllegalArgumentException(
        "the profile %s has no runs, as its calls end with the program; name one with mode = \"jobs\""
            .formatted(settings.profile()));
  }
}
