// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import dev.yonder.spi.BlockId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Slurm, by sbatch, squeue, scancel and scontrol. */
final class SlurmDialect implements GridDialect {
  private static final String SCRIPT = "job.sh";
  private static final int SECONDS_TO_DRAIN = 60;
  private static final long MIB = 1L << 20;
  private static final int SECONDS_PER_MINUTE = 60;
  private static final Pattern SUBMITTED = Pattern.compile("(?m)^(\\d+)(?:;\\S+)?\\s*$");
  private static final Pattern LIMIT = Pattern.compile("(?m)^\\s*MaxArraySize\\s*=\\s*(\\d+)\\s*$");

  /** After these slurmctld may have taken the jobs all the same. */
  private static final Pattern NO_ANSWER =
      Pattern.compile("Socket timed out|Transport endpoint is not connected|Zero Bytes");

  /** These say something of the moment, and nothing of the jobs. */
  private static final Pattern OF_THE_MOMENT =
      Pattern.compile(
          "Unable to contact slurm controller|Connection refused|standby mode|temporarily"
              + "|MaxSubmit|Protocol authentication error");

  private static final Pattern OVER =
      Pattern.compile("Invalid job id|already completing or completed|Job/step already");

  @Override
  public String system() {
    return "Slurm";
  }

  @Override
  public boolean needs(String variable) {
    return variable.equals("SLURM_CONF")
        || variable.equals("SLURM_CLUSTERS")
        || variable.startsWith("SBATCH_");
  }

  @Override
  public Map<String, String> files(GridJob job) {
    String node = "\"${SLURM_TMPDIR:-${TMPDIR:-/tmp}}\"";
    return Map.of(SCRIPT, job.script().text("${SLURM_ARRAY_TASK_ID:-0}", node));
  }

  @Override
  public List<String> submitCommand(GridJob job, Path file) {
    boolean array = job.count() > 1;
    List<String> words = new ArrayList<>(List.of("sbatch", "--parsable"));
    words.add("--job-name=" + job.name());
    if (array) {
      words.add("--array=0-" + (job.count() - 1));
    }
    String outputs = job.directory().toString().replace("%", "%%");
    words.add("--output=" + Path.of(outputs, GridJob.output(array ? "%a" : "0")));
    words.addAll(List.of("--open-mode=append", "--export=ALL", "--no-requeue"));
    words.addAll(List.of("--nodes=1", "--ntasks=1"));
    words.add("--cpus-per-task=" + Math.max(1, job.needs().cpus()));
    if (job.needs().memory() > 0) {
      words.add("--mem=" + (job.needs().memory() + MIB - 1) / MIB + "M");
    }
    if (job.needs().gpus() > 0) {
      words.add("--gres=gpu:" + job.needs().gpus());
    }
    if (!job.needs().named().isEmpty()) {
      words.add("--licenses=" + licences(job.needs().named()));
    }
    if (job.walltime() != null) {
      long minutes = (job.walltime().toSeconds() + SECONDS_PER_MINUTE - 1) / SECONDS_PER_MINUTE;
      words.add("--time=" + minutes);
    }
    if (job.drains()) {
      words.add("--signal=B:TERM@" + SECONDS_TO_DRAIN);
    }
    if (job.settings().queue() != null) {
      words.add("--partition=" + job.settings().queue());
    }
    if (job.settings().account() != null) {
      words.add("--account=" + job.settings().account());
    }
    words.addAll(job.settings().options());
    words.add(file.toString());
    return words;
  }

  private static String licences(Map<String, Integer> named) {
    return new TreeMap<>(named)
        .entrySet().stream()
            .map(entry -> entry.getKey() + ":" + entry.getValue())
            .collect(Collectors.joining(","));
  }

  @Override
  public List<BlockId> parseSubmit(GridJob job, String printed) throws UnexpectedOutputException {
    Matcher found = SUBMITTED.matcher(printed);
    String number = null;
    while (found.find()) {
      number = found.group(1);
    }
    if (number == null) {
      throw new UnexpectedOutputException("the number of a job");
    }
    String id = number;
    return job.count() == 1
        ? List.of(new BlockId(id))
        : IntStream.range(0, job.count()).mapToObj(i -> new BlockId(id + "_" + i)).toList();
  }

  @Override
  public Refusal refusal(String printed) {
    if (NO_ANSWER.matcher(printed).find()) {
      return Refusal.UNKNOWN;
    }
    return OF_THE_MOMENT.matcher(printed).find() ? Refusal.PASSING : Refusal.LASTING;
  }

  @Override
  public List<String> statusCommand() {
    return List.of("squeue", "--me", "--array", "--states=all", "--Format=" + SlurmQueue.FORMAT);
  }

  @Override
  public List<Sighting> parseStatus(String printed) throws UnexpectedOutputException {
    return SlurmQueue.parse(printed);
  }

  @Override
  public BlockId arrayOf(BlockId block) {
    int element = block.value().indexOf('_');
    return element < 0 ? block : new BlockId(block.value().substring(0, element));
  }

  @Override
  public List<String> cancelCommand(Collection<BlockId> blocks) {
    List<String> words = new ArrayList<>(List.of("scancel"));
    blocks.forEach(block -> words.add(block.value()));
    return words;
  }

  @Override
  public boolean meansOver(String line) {
    return OVER.matcher(line).find();
  }

  @Override
  public List<String> limitCommand() {
    return List.of("scontrol", "show", "config");
  }

  @Override
  public int parseLimit(String printed) throws UnexpectedOutputException {
    Matcher found = LIMIT.matcher(printed);
    if (!found.find()) {
      throw new UnexpectedOutputException("a line MaxArraySize = NUMBER");
    }
    return Integer.parseInt(found.group(1));
  }
}
