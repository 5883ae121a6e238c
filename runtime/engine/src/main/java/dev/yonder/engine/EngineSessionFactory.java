// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.Session;
import dev.yonder.engine.jobs.Manifest;
import dev.yonder.engine.jobs.Runs;
import dev.yonder.engine.settings.Environment;
import dev.yonder.engine.settings.ProfileLookup;
import dev.yonder.spi.Backend;
import dev.yonder.spi.ProfileSettings;
import dev.yonder.spi.SessionFactory;
import dev.yonder.spi.SessionSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Opens sessions of this engine; found by the class path's services. */
public final class EngineSessionFactory implements SessionFactory {
  private static final long MOST_EXIT_MILLIS = 1_000;

  /** Constructs the factory; called by {@link java.util.ServiceLoader}. */
  public EngineSessionFactory() {}

  @Override
  public Session open(SessionSettings settings) {
    return SessionOpening.open(profile(settings), settings.defaults(), /* isDefault= */ false);
  }

  @Override
  public Session attach(SessionSettings settings, String runId) {
    return SessionOpening.attach(profile(named(settings, runId)), settings.defaults(), runId);
  }

  @Override
  public Session openDefault() {
    SessionSettings settings = SessionSettings.UNSET;
    EngineSession session =
        SessionOpening.open(profile(settings), settings.defaults(), /* isDefault= */ true);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> closeAtExit(session), "yonder-close-at-exit"));
    return session;
  }

  /** A run that is named by its directory knows its profile. */
  private static SessionSettings named(SessionSettings settings, String runId) {
    if (settings.profile() != null || !Runs.isPath(runId)) {
      return settings;
    }
    try {
      String profile = Manifest.read(new Runs(Path.of("")).open(runId)).profile();
      return new SessionSettings(profile, settings.file(), settings.values(), settings.defaults());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the run %s cannot be attached: %s".formatted(runId, e.getMessage()), e);
    }
  }

  private static ProfileSettings profile(SessionSettings settings) {
    return new ProfileLookup(Environment.ofThisProcess(), Profiles.names(), CommonSettings.KEYS)
        .find(settings);
  }

  /** Cancels what has not ended: the program was told to end at once, or nothing is left. */
  private static void closeAtExit(EngineSession session) {
    boolean goesOn = session.runId().isPresent();
    if (!goesOn) {
      session.cancelAll();
    }
    Thread closing = new Thread(goesOn ? session::detach : session::close, "yonder-closing");
    closing.setDaemon(true);
    closing.start();
    try {
      closing.join(MOST_EXIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Returns the backend of a profile whose calls are jobs, for those who look after runs without a
   * session; to be closed.
   *
   * @throws IllegalArgumentException if there is no such profile, or its calls are no jobs
   */
  public static Backend batchSystem(SessionSettings settings) {
    return PluginBackends.ofJobs(profile(settings));
  }
}
