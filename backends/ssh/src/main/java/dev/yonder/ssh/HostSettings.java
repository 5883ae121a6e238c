// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import dev.yonder.annotations.MemorySize;
import dev.yonder.spi.Spelling;
import java.util.List;

/**
 * A host that a worker is to run on.
 *
 * @param user who logs in, empty if ssh is to say
 * @param name what ssh calls it
 * @param port where its sshd listens, 0 if ssh is to say
 * @param slots how many processors its worker has, 0 for all that the host gives
 * @param memory how many bytes its worker has, 0 for most of what the host has
 * @param java the directory or program of its Java machine, empty to look for one
 * @param directory where code and runs are kept, empty for the usual places
 */
record HostSettings(
    String user, String name, int port, int slots, long memory, String java, String directory) {
  private static final List<String> OPTIONS = List.of("directory", "java", "memory", "slots");
  private static final int MOST_SLOTS = 100_000;

  /** Returns the host as it was written. */
  @Override
  public String toString() {
    String host = name.contains(":") && port > 0 ? "[" + name + "]" : name;
    return (user.isEmpty() ? "" : user + "@") + host + (port > 0 ? ":" + port : "");
  }

  /**
   * Returns the host with an option.
   *
   * @param option the option, such as {@code slots=8}
   * @throws IllegalArgumentException if it is none; the message completes "the setting hosts …"
   */
  HostSettings with(String option) {
    int equals = option.indexOf('=');
    String key = option.substring(0, equals);
    String value = option.substring(equals + 1);
    return switch (key) {
      case "slots" ->
          new HostSettings(user, name, port, slots(option, value), memory, java, directory);
      case "memory" ->
          new HostSettings(user, name, port, slots, bytes(option, value), java, directory);
      case "java" ->
          new HostSettings(user, name, port, slots, memory, place(option, value), directory);
      case "directory" ->
          new HostSettings(user, name, port, slots, memory, java, place(option, value));
      default ->
          throw new IllegalArgumentException(
              "says \"%s\" of the host %s, which is no option of hosts%s; those are %s"
                  .formatted(
                      option,
                      this,
                      Spelling.suggestion(key, OPTIONS),
                      String.join(", ", OPTIONS)));
    };
  }

  /** Returns the host with what holds where nothing was said of it. */
  HostSettings orElse(String otherJava, String otherDirectory) {
    return new HostSettings(
        user,
        name,
        port,
        slots,
        memory,
        java.isEmpty() ? otherJava : java,
        directory.isEmpty() ? otherDirectory : directory);
  }

  private int slots(String option, String value) {
    try {
      int number = Integer.parseInt(value);
      if (number >= 1 && number <= MOST_SLOTS) {
        return number;
      }
    } catch (NumberFormatException e) {
      // It is said below what it must be.
    }
    throw wrong(option, "slots is a number from 1 to " + MOST_SLOTS);
  }

  private long bytes(String option, String value) {
    try {
      return MemorySize.parse(value);
    } catch (IllegalArgumentException e) {
      throw wrong(option, e.getMessage());
    }
  }

  private String place(String option, String value) {
    if (!isPlace(value)) {
      throw wrong(option, "it is a path on the host that begins with / or ~/");
    }
    return value;
  }

  /** Returns whether the text is a path that means the same wherever a shell starts. */
  static boolean isPlace(String text) {
    return (text.startsWith("/") || text.startsWith("~/")) && text.indexOf('\n') < 0;
  }

  private IllegalArgumentException wrong(String option, String problem) {
    return new IllegalArgumentException(
        "says \"%s\" of the host %s, but %s".formatted(option, this, problem));
  }
}
