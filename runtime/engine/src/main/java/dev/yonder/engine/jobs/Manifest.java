// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.jobs;

import dev.yonder.wire.ProtocolException;
import dev.yonder.wire.RunFiles;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;

/**
 * What never changes about a run.
 *
 * @param program the main class of the program that began it
 * @param profile the profile that its calls run with
 * @param code the digest of the program's class path
 * @param seed what its random numbers derive from
 * @param user who began it
 * @param created when
 */
public record Manifest(
    String program, String profile, String code, long seed, String user, Instant created) {
  private static final String NAME = "manifest";

  /** Writes the manifest of a new run. */
  public void write(RunFiles files) throws IOException {
    files.write(
        NAME,
        """
        program=%s
        profile=%s
        code=%s
        seed=%d
        user=%s
        created=%s
        """
            .formatted(program, profile, code, seed, user, created));
  }

  /**
   * Reads the manifest of a run.
   *
   * @throws IOException if it cannot be read
   */
  public static Manifest read(RunFiles files) throws IOException {
    Map<String, String> values = new HashMap<>();
    files
        .text(NAME)
        .lines()
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              values.put(line.substring(0, Math.max(0, equals)), line.substring(equals + 1));
            });
    try {
      return new Manifest(
          values.getOrDefault("program", ""),
          values.getOrDefault("profile", ""),
          values.getOrDefault("code", ""),
          Long.parseLong(values.getOrDefault("seed", "")),
          values.getOrDefault("user", ""),
          Instant.parse(values.getOrDefault("created", "")));
    } catch (NumberFormatException | DateTimeParseException e) {
      throw new ProtocolException(
          "%s does not say what a run is: %s".formatted(files.path().resolve(NAME), e));
    }
  }

  /** Returns the main class of this process, as its command line has it; empty if unknown. */
  public static String programOfThisProcess() {
    String command = System.getProperty("sun.java.command", "");
    int space = command.indexOf(' ');
    return (space < 0 ? command : command.substring(0, space)).replaceAll("\\p{Cntrl}", "");
  }
}
