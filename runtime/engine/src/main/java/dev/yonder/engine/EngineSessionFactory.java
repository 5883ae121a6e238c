// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.Session;
import dev.yonder.spi.SessionFactory;
import dev.yonder.spi.SessionSettings;

/** Opens sessions of this engine; found by the class path's services. */
public final class EngineSessionFactory implements SessionFactory {
  private static final long MOST_EXIT_MILLIS = 1_000;

  /** Constructs the factory; called by {@link java.util.ServiceLoader}. */
  public EngineSessionFactory() {}

  @Override
  public Session open(SessionSettings settings) {
    return EngineSession.open(profile(settings), settings, /* isDefault= */ false);
  }

  @Override
  public Session attach(SessionSettings settings, String runId) {
    return EngineSession.attach(profile(settings), settings, runId);
  }

  @Override
  public Session openDefault() {
    SessionSettings settings = SessionSettings.UNSET;
    EngineSession session = EngineSession.open(profile(settings), settings, /* isDefault= */ true);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> closeAtExit(session), "yonder-close-at-exit"));
    return session;
  }

  private static String profile(SessionSettings settings) {
    return Profiles.choose(
        settings, System.getProperty("yonder.profile"), System.getenv("YONDER_PROFILE"));
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
}
