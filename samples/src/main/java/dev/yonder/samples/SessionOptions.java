// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples;

import dev.yonder.Session;
import dev.yonder.SessionBuilder;
import dev.yonder.Yonder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every sample has: where its calls run, and help. */
public final class SessionOptions {

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description =
          "Where the calls run, such as threads or inline. Default: $YONDER_PROFILE, else threads.")
  private @Nullable String profile;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  /**
   * Opens a session with the profile that was asked for.
   *
   * @throws UsageException if there is no such profile
   */
  public Session open() {
    return open(Yonder.builder());
  }

  /**
   * Opens a session with the profile that was asked for and further settings.
   *
   * @throws UsageException if there is no such profile
   */
  public Session open(SessionBuilder settings) {
    try {
      return profile == null ? settings.open() : settings.profile(profile).open();
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
