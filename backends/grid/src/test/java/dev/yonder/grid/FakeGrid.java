// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import dev.yonder.spi.BackendException;
import dev.yonder.spi.CommandRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A batch system that only answers commands; what goes wrong is said beforehand. */
abstract class FakeGrid implements CommandRunner {
  /** Jobs by id, in the order of their submission. */
  final Map<String, Job> jobs = new LinkedHashMap<>();

  /** Commands that were run, with the arguments. */
  final List<List<String>> run = new ArrayList<>();

  final List<Duration> limits = new ArrayList<>();
  private final Map<String, Fault> faults = new HashMap<>();

  /** A job, and what the batch system says of it in its own words. */
  static final class Job {
    final String name;
    String state;
    String exit = "0:0";
    String node = "";
    String reason = "None";

    Job(String name, String state) {
      this.name = name;
      this.state = state;
    }
  }

  /** What a command does instead of answering. */
  interface Fault {
    Result apply(List<String> command, Answer answer) throws BackendException;
  }

  /** Does what the command says, and answers. */
  interface Answer {
    Result get();
  }

  abstract GridDialect dialect();

  /** Does what a command says, and answers. */
  abstract Result answer(List<String> command);

  /** Has a program fail. */
  final void failing(String program, String complaint) {
    faults.put(program, (command, answer) -> new Result(1, "", complaint + "\n"));
  }

  /** Has a program print something else than it should. */
  final void printing(String program, String output) {
    faults.put(
        program,
        (command, answer) -> {
          answer.get();
          return new Result(0, output, "");
        });
  }

  /** Has a program do what it is told or not, and not answer. */
  final void hanging(String program, boolean done) {
    faults.put(
        program,
        (command, answer) -> {
          if (done) {
            answer.get();
          }
          throw BackendException.passing(
              "the command %s did not end within 60 s and was ended"
                  .formatted(String.join(" ", command)),
              null);
        });
  }

  /** Has a program do what it is told again. */
  final void healing(String program) {
    faults.remove(program);
  }

  /** Returns how often a program was run. */
  final long runs(String program) {
    return run.stream().filter(command -> program(command).equals(program)).count();
  }

  /** Returns the last command of a program. */
  final List<String> last(String program) {
    return run.stream()
        .filter(command -> program(command).equals(program))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private static String program(List<String> command) {
    return Path.of(command.get(0)).getFileName().toString();
  }

  @Override
  public final Result run(
      List<String> command, Map<String, String> environment, byte[] input, Duration limit)
      throws BackendException {
    run.add(command);
    limits.add(limit);
    Fault fault = faults.get(program(command));
    return fault == null ? answer(command) : fault.apply(command, () -> answer(command));
  }
}
