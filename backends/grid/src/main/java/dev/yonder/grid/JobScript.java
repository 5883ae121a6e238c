// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import dev.yonder.spi.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The program that a batch system runs for each job of an array, for {@code /bin/sh}.
 *
 * @param command the worker's command, in which {@link #JAVA} and {@link #SCRATCH} stand for what
 *     only the node knows
 * @param environment what is set for it
 * @param java the program that starts the Java machine, null for the first of those that are there:
 *     the driver's own, and that on the path
 * @param first the number of the first job's worker
 */
record JobScript(
    List<String> command, Map<String, String> environment, @Nullable String java, int first) {
  /** Stands for the program that starts the Java machine. */
  static final String JAVA = "/-yonder-java-";

  /** Stands for a directory of the node's own, which is removed after the worker. */
  static final String SCRATCH = "/-yonder-scratch-";

  /** What a shell exits with that the signal TERM has ended. */
  private static final int TOLD_EARLY = 143;

  private static final Map<String, String> MARKS = Map.of(JAVA, "java", SCRATCH, "scratch");

  /** Copies what it is given. */
  JobScript {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /**
   * Returns the script.
   *
   * @param index an arithmetic expression of the shell for the job's place in the array, from 0
   * @param scratch a word for the shell that names the node's directory for what does not last
   * @throws IllegalArgumentException if something has a line break
   */
  String text(String index, String scratch) {
    List<String> lines = new ArrayList<>();
    lines.add("#!/bin/sh");
    lines.add(
        "# Runs one worker of Yonder, and hands it the signal that says the time is nearly over.");
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> lines.add("export " + name + "=" + ShellWords.quoteOnOneLine(value)));
    lines.addAll(findJava());
    lines.add("told=");
    lines.add("# $! is set from the very moment when there is a worker; it is told once.");
    lines.add(
        "trap 'if [ -n \"$!\" ]; then kill -s TERM \"$!\" 2>/dev/null; else told=yes; fi' TERM");
    lines.add("scratch=$(mktemp -d " + scratch + "/yonder-XXXXXXXXXX) || exit 126");
    lines.add("trap 'rm -rf -- \"$scratch\"' EXIT");
    lines.add("[ -z \"$told\" ] || exit " + TOLD_EARLY);
    lines.add(
        command.stream()
                .map(word -> ShellWords.quoteOnOneLine(word, MARKS))
                .collect(Collectors.joining(" "))
            + " \"index=$(("
            + first
            + " + "
            + index
            + "))\" </dev/null &");
    lines.add("worker=$!");
    lines.add("[ -z \"$told\" ] || kill -s TERM \"$worker\" 2>/dev/null");
    lines.add("# A signal ends the wait, but not the worker.");
    lines.add("while wait \"$worker\"; status=$?; kill -0 \"$worker\" 2>/dev/null; do :; done");
    lines.add("exit \"$status\"");
    return String.join("\n", lines) + "\n";
  }

  private List<String> findJava() {
    if (java != null) {
      return List.of("java=" + ShellWords.quoteOnOneLine(java));
    }
    String here = System.getProperty("java.home") + "/bin/java";
    return List.of("java=" + ShellWords.quoteOnOneLine(here), "[ -x \"$java\" ] || java=java");
  }
}
