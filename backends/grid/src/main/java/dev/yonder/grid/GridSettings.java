// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import dev.yonder.Resources;
import dev.yonder.spi.BlockPolicy;
import dev.yonder.spi.ProfileSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a profile says of a batch system.
 *
 * @param directory where this process and the nodes see the same files
 * @param bin where the commands of the batch system are, null for the path
 * @param java the program that starts the Java machine on nodes, null for the one that is found
 * @param queue the queue, or partition, null for the one that is usual
 * @param account what the time is charged to, null for the one that is usual
 * @param options words for the command that submits, which come last and win
 * @param commandTimeout how long a command of the batch system may take
 * @param blocks how many jobs there are, and what each is asked to have
 */
record GridSettings(
    Path directory,
    @Nullable Path bin,
    @Nullable String java,
    @Nullable String queue,
    @Nullable String account,
    List<String> options,
    Duration commandTimeout,
    BlockPolicy blocks) {
  static final String PILOTS = "pilots";
  static final String JOBS = "jobs";

  private static final String COMMAND_TIMEOUT_KEY = "command-timeout";

  private static final Duration WALLTIME_OF_PILOTS = Duration.ofHours(1);
  private static final int MAX_OF_PILOTS = 10;
  private static final int MAX_OF_JOBS = 10_000;
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofSeconds(30);
  private static final Duration COMMAND_TIMEOUT = Duration.ofMinutes(1);
  private static final Duration LEAST_POLL = Duration.ofSeconds(1);
  private static final Duration LEAST_COMMAND_TIMEOUT = Duration.ofSeconds(1);

  /** Settings of every batch system, beside those that all backends have. */
  private static final List<String> KNOWN =
      List.of(
          "mode",
          "directory",
          "bin",
          "java",
          "queue",
          "partition",
          "account",
          "options",
          "cpus",
          "memory",
          "gpus",
          "walltime",
          "max",
          "poll",
          COMMAND_TIMEOUT_KEY);

  /** What the number of pilots follows, and where they call. */
  private static final List<String> ONLY_FOR_PILOTS = List.of("min", "init", "idle", "address");

  /** Copies the options. */
  GridSettings {
    options = List.copyOf(options);
  }

  /**
   * Reads the settings of a profile.
   *
   * @throws IllegalArgumentException if one is unknown or wrong
   */
  static GridSettings of(ProfileSettings settings) {
    settings.refuseUnknown(Stream.concat(KNOWN.stream(), ONLY_FOR_PILOTS.stream()).toList());
    boolean pilots = settings.choice("mode", List.of(PILOTS, JOBS)).orElse(PILOTS).equals(PILOTS);
    if (!pilots) {
      for (String key : ONLY_FOR_PILOTS) {
        if (settings.has(key)) {
          throw settings.wrong(
              key, "is of no use with mode = \"jobs\", where every call is a job of its own");
        }
      }
    }
    if (settings.has("queue") && settings.has("partition")) {
      throw settings.wrong("partition", "is another word for queue; say only one of them");
    }
    Path home = Path.of(System.getProperty("user.home"));
    Path directory = settings.path("directory").orElse(home.resolve(".yonder"));
    if (directory.toString().indexOf('\\') >= 0) {
      throw settings.wrong(
          "directory", "has a backslash, which batch systems do not take for part of a name");
    }
    return new GridSettings(
        directory,
        settings.path("bin").orElse(null),
        word(settings, "java").orElse(null),
        word(settings, "queue").or(() -> word(settings, "partition")).orElse(null),
        word(settings, "account").orElse(null),
        words(settings),
        settings.duration(COMMAND_TIMEOUT_KEY, LEAST_COMMAND_TIMEOUT).orElse(COMMAND_TIMEOUT),
        policy(settings, pilots));
  }

  private static Optional<String> word(ProfileSettings settings, String key) {
    Optional<String> word = settings.text(key);
    word.ifPresent(
        text -> {
          if (text.isBlank() || !isWord(text)) {
            throw settings.wrong(key, "is a word without line breaks, not \"" + text + "\"");
          }
        });
    return word;
  }

  private static List<String> words(ProfileSettings settings) {
    List<String> options = settings.texts("options");
    for (String option : options) {
      if (!isWord(option)) {
        throw settings.wrong("options", "are words without line breaks, not \"" + option + "\"");
      }
    }
    return options;
  }

  private static boolean isWord(String text) {
    return text.chars().noneMatch(Character::isISOControl);
  }

  private static BlockPolicy policy(ProfileSettings settings, boolean pilots) {
    Resources needs =
        new Resources(
            settings.number("cpus", 1, Integer.MAX_VALUE).orElse(1),
            settings.size("memory").orElse(0),
            settings.number("gpus", 0, Integer.MAX_VALUE).orElse(0),
            Map.of());
    Duration walltime = settings.duration("walltime").orElse(pilots ? WALLTIME_OF_PILOTS : null);
    Duration poll = settings.duration("poll", LEAST_POLL).orElse(POLL);
    OptionalInt most = settings.number("max", 1, Integer.MAX_VALUE);
    if (!pilots) {
      return new BlockPolicy(
          BlockPolicy.Use.CALLS,
          BlockPolicy.Reach.FILES,
          /* init= */ 0,
          /* min= */ 0,
          most.orElse(MAX_OF_JOBS),
          needs,
          walltime,
          /* idle= */ Duration.ZERO,
          poll);
    }
    OptionalInt saidMin = settings.number("min", 0, Integer.MAX_VALUE);
    OptionalInt saidInit = settings.number("init", 0, Integer.MAX_VALUE);
    int min = saidMin.orElse(0);
    int init = saidInit.orElse(Math.max(min, Math.min(1, most.orElse(1))));
    int max = most.orElse(Math.max(MAX_OF_PILOTS, init));
    if (init < min) {
      throw settings.wrong("init", "is at least min, which is %d, not %d".formatted(min, init));
    }
    if (max < init) {
      throw settings.wrong("max", "is at least min and init, not %d".formatted(max));
    }
    return new BlockPolicy(
        BlockPolicy.Use.PILOTS,
        BlockPolicy.Reach.HOME,
        init,
        min,
        max,
        needs,
        walltime,
        settings.duration("idle", Duration.ZERO).orElse(IDLE),
        poll);
  }
}
