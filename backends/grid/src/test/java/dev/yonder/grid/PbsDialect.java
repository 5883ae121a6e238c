// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import dev.yonder.spi.BlockId;
import dev.yonder.spi.BlockStatus;
import dev.yonder.spi.BlockStatus.End;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** PBS Professional and OpenPBS, as their manuals say; an example, and never tried. */
final class PbsDialect implements GridDialect {
  private static final Pattern SUBMITTED = Pattern.compile("(?m)^(\\d+)(?:\\[])?(\\.\\S+)?\\s*$");
  private static final Pattern LIMIT = Pattern.compile("max_array_size\\s*=\\s*(\\d+)");
  private static final int KILLED_FOR_WALLTIME = -29;
  private static final int SIGNALLED = 256;

  @Override
  public String system() {
    return "PBS";
  }

  @Override
  public boolean needs(String variable) {
    return variable.equals("PBS_CONF_FILE") || variable.equals("PBS_DEFAULT");
  }

  @Override
  public Map<String, String> files(GridJob job) {
    return Map.of("job.sh", job.script().text("${PBS_ARRAY_INDEX:-0}", "\"${TMPDIR:-/tmp}\""));
  }

  @Override
  public List<String> submitCommand(GridJob job, Path file) {
    boolean array = job.count() > 1;
    Path output = job.directory().resolve(GridJob.output(array ? "^array_index^" : "0"));
    Words chunk =
        Words.of("-lselect=1:ncpus=" + job.cpus())
            .addIf(job.needs().memory() > 0, () -> "mem=" + job.mebibytes() + "mb")
            .addIf(job.needs().gpus() > 0, () -> "ngpus=" + job.needs().gpus());
    return Words.of("qsub", "-N" + job.name(), "-rn", "-joe", "-kdoe", "-o" + output)
        .addIf(array, () -> "-J0-" + (job.count() - 1))
        .add(String.join(":", chunk.list()))
        .addAll(job.needs().named().entrySet().stream().map(entry -> "-l" + entry).toList())
        .addIf(job.walltime() != null, () -> "-lwalltime=" + job.minutes() + ":00")
        .option("-q", job.settings().queue())
        .option("-A", job.settings().account())
        .addAll(job.settings().options())
        .add(file.toString())
        .list();
  }

  @Override
  public String parseSubmit(String printed) throws UnexpectedOutputException {
    return Output.last(SUBMITTED, printed, "the number of a job");
  }

  @Override
  public BlockId element(String array, int place) {
    return new BlockId(array + "[" + place + "]");
  }

  @Override
  public String arrayOf(BlockId block) {
    return block.value().replaceFirst("\\[.*", "");
  }

  @Override
  public Refusal refusal(String printed) {
    return printed.contains("cannot connect to server") || printed.contains("would exceed")
        ? Refusal.PASSING
        : Refusal.LASTING;
  }

  @Override
  public List<String> statusCommand() {
    return List.of("qstat", "-x", "-t", "-f", "-F", "dsv");
  }

  @Override
  public List<Sighting> parseStatus(String printed) throws UnexpectedOutputException {
    List<Sighting> seen = new ArrayList<>();
    for (String line : printed.lines().toList()) {
      Map<String, String> fields = new HashMap<>();
      for (String field : line.split("\\|", -1)) {
        String[] parts = field.split("[=:]", 2);
        fields.put(parts[0].strip(), parts.length == 2 ? parts[1].strip() : "");
      }
      String id = fields.getOrDefault("Job Id", "").replaceFirst("\\..*", "");
      if (!id.isEmpty()) {
        seen.add(
            new Sighting(fields.getOrDefault("Job_Name", ""), new BlockId(id), status(fields)));
      }
    }
    // Without a job qstat prints nothing at all.
    if (seen.isEmpty() && !printed.isEmpty()) {
      throw new UnexpectedOutputException("lines that begin with Job Id");
    }
    return seen;
  }

  private static @Nullable BlockStatus status(Map<String, String> job) {
    String state = job.getOrDefault("job_state", "");
    String says = "PBS says " + state + " (" + job.getOrDefault("comment", "no comment") + ")";
    return switch (state) {
      case "Q", "H", "W", "T" -> BlockStatus.queued(says);
      case "R", "E", "S", "U" -> BlockStatus.running();
      case "F", "X" -> ended(job.getOrDefault("Exit_status", ""), says);
      default -> null;
    };
  }

  private static BlockStatus ended(String exit, String says) {
    if (!exit.matches("-?\\d{1,9}")) {
      return BlockStatus.ended(End.PREEMPTED, says);
    }
    int status = Integer.parseInt(exit);
    if (status == 0 || status == KILLED_FOR_WALLTIME) {
      return BlockStatus.ended(status == 0 ? End.DONE : End.WALLTIME, says);
    }
    String how =
        status > SIGNALLED ? ": ended by signal " + (status - SIGNALLED) : ": status " + exit;
    return BlockStatus.ended(End.CRASHED, says + how);
  }

  @Override
  public String cancelProgram() {
    return "qdel";
  }

  @Override
  public boolean meansOver(String line) {
    return line.contains("Job has finished") || line.contains("Unknown Job Id");
  }

  @Override
  public List<String> limitCommand() {
    return List.of("qmgr", "-c", "list server max_array_size");
  }

  @Override
  public int parseLimit(String printed) throws UnexpectedOutputException {
    return Integer.parseInt(Output.last(LIMIT, printed, "max_array_size = NUMBER"));
  }
}
