// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

import dev.yonder.Session;
import java.util.Iterator;
import java.util.ServiceLoader;

/** Opens sessions; implemented by the engine, so that programs compile without it. */
public interface SessionFactory {

  /**
   * Opens a session.
   *
   * @throws IllegalArgumentException if there is no profile of the name, or a setting is wrong
   */
  Session open(SessionSettings settings);

  /**
   * Opens a session on a run that another program has left.
   *
   * @param runId the run's name, or the path of its directory
   * @throws IllegalArgumentException if there is no such run, or no profile of the name
   * @throws IllegalStateException if another program has the run, or has other code
   */
  Session attach(SessionSettings settings, String runId);

  /**
   * Opens the session that calls go to where none is open, which does not count as an open one.
   *
   * <p>It keeps the program alive while calls have not ended, and is closed when the program ends.
   */
  Session openDefault();

  /**
   * Returns the factory on the class path.
   *
   * @throws IllegalStateException if there is none
   */
  static SessionFactory find() {
    Iterator<SessionFactory> found =
        ServiceLoader.load(SessionFactory.class, SessionFactory.class.getClassLoader()).iterator();
    if (!found.hasNext()) {
      throw new IllegalStateException(
          "no engine on the class path: add the artifact dev.yonder:yonder-engine to the program");
    }
    return found.next();
  }
}
