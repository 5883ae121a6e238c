// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import java.nio.file.Path;
import java.util.List;

/** A Slurm that only answers. */
final class FakeSlurm extends FakeGrid {
  private int last = 100;

  @Override
  GridDialect dialect() {
    return new SlurmDialect();
  }

  @Override
  Result answer(List<String> command) {
    String program = Path.of(command.get(0)).getFileName().toString();
    return switch (program) {
      case "sbatch" -> submit(command);
      case "squeue" -> new Result(0, table(), "");
      case "scancel" -> cancel(command.subList(1, command.size()));
      case "scontrol" -> new Result(0, "MaxArraySize            = 10\n", "");
      default -> throw new AssertionError("nobody should run " + command);
    };
  }

  private Result submit(List<String> command) {
    String id = Integer.toString(++last);
    String name = option(command, "--job-name=");
    String array = option(command, "--array=0-");
    if (array.isEmpty()) {
      jobs.put(id, new Job(name, "PENDING"));
    } else {
      for (int i = 0; i <= Integer.parseInt(array); i++) {
        jobs.put(id + "_" + i, new Job(name, "PENDING"));
      }
    }
    return new Result(0, id + "\n", "");
  }

  private static String option(List<String> command, String prefix) {
    return command.stream()
        .filter(word -> word.startsWith(prefix))
        .map(word -> word.substring(prefix.length()))
        .findFirst()
        .orElse("");
  }

  private String table() {
    StringBuilder table = new StringBuilder("JOBID |NAME |STATE |EXIT_CODE |NODELIST |REASON |\n");
    jobs.forEach(
        (id, job) ->
            table.append(
                "%s |%s |%s |%s |%s |%s |\n"
                    .formatted(id, job.name, job.state, job.exit, job.node, job.reason)));
    return table.toString();
  }

  private Result cancel(List<String> ids) {
    StringBuilder complaints = new StringBuilder();
    for (String id : ids) {
      Job job = jobs.get(id);
      if (job == null) {
        complaints.append("scancel: error: Kill job error on job id ").append(id);
        complaints.append(": Invalid job id specified\n");
      } else {
        job.state = "CANCELLED";
      }
    }
    return new Result(complaints.isEmpty() ? 0 : 1, "", complaints.toString());
  }
}
