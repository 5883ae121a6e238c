// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The shell scripts of this module, for any POSIX shell. */
final class Scripts {

  private Scripts() {}

  /** Returns a script as it is. */
  static String text(String name) {
    try (InputStream in = Scripts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar of yonder-ssh has no " + name + "; build it anew");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the jar of yonder-ssh cannot be read", e);
    }
  }

  /** Returns a script without comments as one line, which it must have been written for. */
  static String line(String name) {
    return text(name)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .collect(Collectors.joining(" "));
  }
}
