// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Settings files of tests. */
final class SettingsFileOf {

  private SettingsFileOf() {}

  /** Writes a file with one profile, whose settings are the lines; it is deleted at the end. */
  static Path profile(String name, String... lines) {
    try {
      Path file = Files.createTempFile("yonder-", ".toml");
      file.toFile().deleteOnExit();
      return Files.writeString(
          file, "[profiles.%s]%n%s%n".formatted(name, String.join(System.lineSeparator(), lines)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
