// SPDX-License-Identifier: Apache-2.0
package dev.yonder;

import dev.yonder.spi.CurrentSession;

/**
 * Opens sessions, and names the one that a stub's call goes to.
 *
 * <p>The profile is the argument; without one the system property {@code yonder.profile}; without
 * that the environment variable {@code YONDER_PROFILE}; without that what the settings file {@code
 * yonder.toml} says; and without any of them {@code threads}.
 */
public final class Yonder {

  private Yonder() {}

  /** Opens a session with the profile that the environment names. */
  public static Session open() {
    return builder().open();
  }

  /**
   * Opens a session with the profile.
   *
   * @throws IllegalArgumentException if there is no such profile, or a setting of it is wrong
   */
  public static Session open(String profile) {
    return builder().profile(profile).open();
  }

  /** Returns a builder of a session with settings of its own. */
  public static SessionBuilder builder() {
    return new SessionBuilder();
  }

  /**
   * Opens a session on a run that another program has left, such as one that was killed or
   * {@linkplain Session#detach detached}.
   *
   * <p>What has ended is not run again, what was submitted goes on, and what was not is submitted.
   * The code of the program must be that of the run.
   *
   * @param runId the run's name, as {@link Session#runId} returned it, or the path of its directory
   * @throws IllegalArgumentException if there is no such run
   * @throws IllegalStateException if another program has it, or has other code
   */
  public static Session attach(String runId) {
    return builder().attach(runId);
  }

  /**
   * Returns the session that a stub's call by this thread goes to, unless it names one with {@code
   * on}.
   *
   * <p>That is the session of the running task; else the only one that is open; else, where none is
   * open, a default one, opened on first use and closed when the program ends.
   *
   * @throws IllegalStateException if several sessions are open
   */
  public static Session session() {
    return CurrentSession.get();
  }
}
