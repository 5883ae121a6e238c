// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import dev.yonder.Resources;
import dev.yonder.spi.BlockId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Slurm, by sbatch, squeue, scancel and scontrol. */
final class SlurmDialect implements GridDialect {
  private static final String SCRIPT = "job.sh";
  private static final int SECONDS_TO_DRAIN = 60;
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
    String directory = job.directory().toString().replace("%", "%%");
    Resources needs = job.needs();
    return Words.of("sbatch", "--parsable", "--job-name=" + job.name())
        .addIf(array, () -> "--array=0-" + (job.count() - 1))
        .add("--output=" + Path.of(directory, GridJob.output(array ? "%a" : "0")))
        .addAll(List.of("--open-mode=append", "--export=ALL", "--no-requeue"))
        .addAll(List.of("--nodes=1", "--ntasks=1", "--cpus-per-task=" + job.cpus()))
        .addIf(needs.memory() > 0, () -> "--mem=" + job.mebibytes() + "M")
        .addIf(needs.gpus() > 0, () -> "--gres=gpu:" + needs.gpus())
        .addIf(!needs.named().isEmpty(), () -> "--licenses=" + licences(needs.named()))
        .option("--time=", job.minutes())
        .addIf(job.drains(), () -> "--signal=B:TERM@" + SECONDS_TO_DRAIN)
        .option("--partition=", job.settings().queue())
        .option("--account=", job.settings().account())
        .addAll(job.settings().options())
        .add(file.toString())
        .list();
  }

  private static String licences(Map<String, Integer> named) {
    return new TreeMap<>(named)
        .entrySet().stream()
            .map(entry -> entry.getKey() + ":" + entry.getValue())
            .collect(Collectors.joining(","));
  }

  @Override
  public String parseSubmit(String printed) throws UnexpectedOutputException {
    return Output.last(SUBMITTED, printed, "the number of a job");
  }

  @Override
  public BlockId element(String array, int place) {
    return new BlockId(array + "_" + place);
  }

  @Override
  public String arrayOf(BlockId block) {
    return block.value().replaceFirst("_.*", "");
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
  public String cancelProgram() {
    return "scancel";
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
    return Integer.parseInt(Output.last(LIMIT, printed, "a line MaxArraySize = NUMBER"));
  }
}
