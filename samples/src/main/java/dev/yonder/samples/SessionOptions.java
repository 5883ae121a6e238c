// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples;

import dev.yonder.Session;
import dev.yonder.SessionBuilder;
import dev.yonder.Yonder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every sample has: where its calls run, and help. */
public final class SessionOptions {

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description =
          "Where the calls run, such as threads or inline. Default: $YONDER_PROFILE, else what the"
              + " settings file says, else threads.")
  private @Nullable String profile;

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description =
          "The file that profiles are read from. Default: $YONDER_SETTINGS, else yonder.toml here"
              + " and in ~/.config/yonder.")
  private @Nullable Path settings;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  /**
   * Opens a session with the profile that was asked for.
   *
   * @throws UsageException if there is no such profile, or a setting of it is wrong
   */
  public Session open() {
    return open(Yonder.builder());
  }

  /**
   * Opens a session with the profile that was asked for and what the sample sets.
   *
   * @throws UsageException if there is no such profile, or a setting of it is wrong
   */
  public Session open(SessionBuilder builder) {
    try {
      if (profile != null) {
        builder.profile(profile);
      }
      if (settings != null) {
        builder.settingsFile(settings);
      }
      return builder.open();
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
