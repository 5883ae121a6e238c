// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import dev.yonder.spi.BackendException;
import dev.yonder.spi.CommandRunner.Result;
import java.util.regex.Pattern;

/** Says in words what a host that was logged in to could not do. */
final class HostTrouble {
  private static final Pattern FULL =
      Pattern.compile("No space left on device|[Dd]isk quota exceeded|File too large");
  private static final Pattern FORBIDDEN =
      Pattern.compile("Permission denied|Read-only file system|Operation not permitted");

  private HostTrouble() {}

  /** Returns the failure to write to a directory. */
  static BackendException notWritten(HostSettings host, String directory, Result result) {
    String text = result.err().strip().replace("\n", "; ");
    if (FULL.matcher(text).find()) {
      return full(host, directory, text);
    }
    if (FORBIDDEN.matcher(text).find()) {
      return BackendException.lasting(
          "on host %s nothing can be written to %s: %s. Change its rights, or name another directory with directory=… behind the host"
              .formatted(host, directory, text),
          null);
    }
    return BackendException.passing(
        "on host %s files could not be written to %s: sh %s"
            .formatted(host, directory, result.inWords()),
        null);
  }

  /** Returns the failure for want of room. */
  static BackendException full(HostSettings host, String directory, String text) {
    return BackendException.lasting(
        "on host %s the disk with %s is full: %s. Free room there, or name another directory with directory=… behind the host"
            .formatted(host, directory, text),
        null);
  }
}
