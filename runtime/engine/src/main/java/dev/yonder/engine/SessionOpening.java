// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.CallOptions;
import dev.yonder.core.Feature;
import dev.yonder.core.SchedulerPolicy;
import dev.yonder.spi.BlockPolicy;
import dev.yonder.spi.CurrentSession;
import dev.yonder.spi.ProfileSettings;
import dev.yonder.worker.Seeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/** Opens sessions by what their profiles say. */
final class SessionOpening {

  private SessionOpening() {}

  /**
   * Opens a session, to which calls go from now on.
   *
   * @throws IllegalArgumentException if a setting of the profile is wrong
   */
  static EngineSession open(ProfileSettings profile, CallOptions defaults, boolean isDefault) {
    CommonSettings settings = CommonSettings.of(profile, defaults);
    WorkerSupply supply = Profiles.supply(profile, settings.capacity(), /* run= */ null);
    return open(profile.profile(), settings, supply, isDefault);
  }

  /** Opens a session on a run that another program has left. */
  static EngineSession attach(ProfileSettings profile, CallOptions defaults, String runId) {
    CommonSettings settings = CommonSettings.of(profile, defaults);
    try {
      OpenRun run = OpenRun.attach(Profiles.runs(profile), runId);
      try {
        return open(
            profile.profile(),
            settings.withSeed(run.manifest().seed()),
            Profiles.supply(profile, settings.capacity(), run),
            /* isDefault= */ false,
            new Seeds(run.manifest().seed()).ofProgram(run.opening()));
      } catch (RuntimeException e) {
        run.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the run %s cannot be attached: %s".formatted(runId, e.getMessage()), e);
    }
  }

  /** Opens a session on the workers of the supply. */
  static EngineSession open(
      String profile, CommonSettings settings, WorkerSupply supply, boolean isDefault) {
    return open(profile, settings, supply, isDefault, seeds(settings.seed()));
  }

  private static EngineSession open(
      String profile,
      CommonSettings settings,
      WorkerSupply supply,
      boolean isDefault,
      Seeds seeds) {
    EngineSession session = new EngineSession(profile, settings, supply, isDefault, seeds);
    session.start();
    if (!isDefault) {
      CurrentSession.opened(session);
    }
    return session;
  }

  private static Seeds seeds(OptionalLong chosen) {
    return new Seeds(chosen.orElseGet(() -> ThreadLocalRandom.current().nextLong()));
  }

  /** Returns how the scheduler of a session decides. */
  static SchedulerPolicy policy(Limits limits, WorkerSupply supply) {
    SchedulerPolicy policy =
        new SchedulerPolicy(
                limits.maxFailures(),
                Math.min(limits.maxDepth(), supply.maxDepth()),
                Nanos.of(limits.cancelGrace()),
                Nanos.of(limits.retryDelay()),
                /* fixedWorkers= */ true)
            .with(Feature.LINEAGE, supply.lineage())
            .with(Feature.BOUND, supply.bound());
    BlockPolicy blocks = supply.blocks();
    return blocks == null
        ? policy
        : policy.elastic(
            blocks.use() == BlockPolicy.Use.CALLS ? null : BlockWorkers.coming(blocks));
  }
}
