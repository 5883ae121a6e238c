// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

/**
 * Makes the backend of profiles that name it; found by {@link java.util.ServiceLoader}.
 *
 * <p>Implementations have a public constructor without parameters.
 */
public interface BackendProvider {

  /** Returns what profiles call the backend, such as {@code ssh}. */
  String name();

  /**
   * Returns a backend for the settings, which are checked first; runs no command, and touches no
   * file and no network.
   *
   * @throws IllegalArgumentException if a setting is unknown, missing or wrong
   */
  Backend create(ProfileSettings settings);
}
