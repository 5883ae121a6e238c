// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import dev.yonder.Resources;
import dev.yonder.spi.Backend;
import dev.yonder.spi.BackendException;
import dev.yonder.spi.BlockId;
import dev.yonder.spi.BlockPolicy;
import dev.yonder.spi.BlockRequest;
import dev.yonder.spi.BlockStatus;
import dev.yonder.spi.WorkerLaunch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A batch system whose jobs are processes of this host, which go on without the process that has
 * submitted them.
 *
 * <p>Everything it knows is in files, and so is what is to go wrong: see {@link Faults}.
 */
public final class FakeBatch implements Backend {
  private static final Resources ONE = new Resources(1, 0, 0, Map.of());

  /**
   * Runs the elements of an array, some at a time. What is read at any time is written elsewhere
   * and moved. A job tells of its process group when that exists, and looks for its cancellation
   * only then: who cancels it and sees no group yet has been seen.
   */
  private static final String ARRAY =
      """
      slots=$1 first=$2 last=$3 seconds=$4
      shift 4
      export seconds
      export job='
        i=$1; shift
        echo "$$" > "new.$i" && mv "new.$i" "group.$i"
        [ -e "cancel.$i" ] && exit
        exec timeout -s KILL "$seconds" "$@" "index=$i"
      '
      seq "$first" "$last" | xargs -P "$slots" -I '{}' sh -c '
        i=$1; shift
        end() { echo "$*" > "new.$i" && mv "new.$i" "end.$i"; }
        [ -e "cancel.$i" ] && { end "PREEMPTED it was cancelled"; exit 0; }
        echo "$$" > "running.$i"
        setsid sh -c "$job" job "$i" "$@" > "out.$i" 2>&1 < /dev/null &
        wait "$!"
        status=$?
        end="DONE it ended with status 0"
        [ "$status" = 0 ] || end="CRASHED it ended with status $status: $(tail -c 300 "out.$i" | tr "\\n" " ")"
        [ "$status" = 124 ] && end="WALLTIME its time was over"
        [ "$status" = 137 ] && [ "$seconds" != 0 ] && end="WALLTIME its time was over"
        [ -e "cancel.$i" ] && end="PREEMPTED it was cancelled"
        end "$end"
      ' element '{}' "$@"
      """;

  private final Path directory;
  private final int slots;
  private final int max;
  private final Duration poll;

  FakeBatch(Path directory, int slots, int max, Duration poll) {
    this.directory = directory;
    this.slots = slots;
    this.max = max;
    this.poll = poll;
  }

  /** What goes wrong with the batch system of a directory, from now on and for as long as it is. */
  public enum Faults {
    /** Submissions are refused for good. */
    REFUSES,

    /** Submissions fail in a way that may pass. */
    BUSY,

    /** Of each submission only the first job is taken. */
    TAKES_ONE,

    /** Commands have not been answered before this ends. */
    HANGS,

    /** Nothing can be observed. */
    BLIND,

    /** Jobs that have started are put back into the queue. */
    REQUEUES,

    /** All jobs are forgotten, as if there had been none. */
    FORGETS;

    /** Has this go wrong. */
    public void begin(Path directory) throws IOException {
      Files.createDirectories(batch(directory));
      Files.write(file(directory), new byte[0]);
    }

    /** Has it go wrong no longer. */
    public void end(Path directory) throws IOException {
      Files.deleteIfExists(file(directory));
    }

    private Path file(Path directory) {
      return batch(directory).resolve("fault-" + name());
    }

    private boolean isOn(Path directory) {
      return Files.exists(file(directory));
    }
  }

  private static Path batch(Path directory) {
    return directory.resolve("batch");
  }

  /**
   * Returns the commands that were given, in order: submit, poll or cancel, and how many blocks.
   */
  public static List<String> commands(Path directory) throws IOException {
    Path file = batch(directory).resolve("commands");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /** Takes notice of a command, and answers it when the batch system does not hang. */
  private void given(String command, int count) throws BackendException {
    try {
      Files.createDirectories(batch(directory));
      Files.writeString(
          batch(directory).resolve("commands"),
          command + " " + count + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      while (Faults.HANGS.isOn(directory)) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BackendException.passing("the command was interrupted", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String description() {
    return "jobs of a batch system that is none, %d at a time".formatted(slots);
  }

  @Override
  public BlockPolicy policy() {
    return new BlockPolicy(
        BlockPolicy.Use.CALLS,
        BlockPolicy.Reach.FILES,
        /* init= */ 0,
        /* min= */ 0,
        max,
        ONE,
        /* walltime= */ null,
        Duration.ZERO,
        poll);
  }

  @Override
  public Path directory() {
    return directory;
  }

  @Override
  public List<BlockId> submit(BlockRequest request) throws BackendException {
    given("submit", request.count());
    if (Faults.REFUSES.isOn(directory)) {
      throw BackendException.lasting("the account is closed", null);
    }
    if (Faults.BUSY.isOn(directory)) {
      throw BackendException.passing("nobody answers", null);
    }
    String name = request.name() + "-" + UUID.randomUUID();
    int taken = Faults.TAKES_ONE.isOn(directory) ? 1 : request.count();
    try {
      start(request, taken, Files.createDirectories(batch(directory).resolve(name)));
    } catch (IOException e) {
      throw BackendException.passing("the array cannot be started: " + e, e);
    }
    List<BlockId> ids = new ArrayList<>();
    for (int i = request.first(); i < request.first() + taken; i++) {
      ids.add(new BlockId(name + "/" + i));
    }
    return ids;
  }

  private void start(BlockRequest request, int count, Path array) throws IOException {
    Duration walltime = request.walltime();
    List<String> command =
        new ArrayList<>(
            List.of(
                "setsid",
                "sh",
                "-c",
                ARRAY,
                "array",
                Integer.toString(slots),
                Integer.toString(request.first()),
                Integer.toString(request.first() + count - 1),
                walltime == null ? "0" : Double.toString(walltime.toMillis() / 1000.0)));
    command.addAll(request.launch().command(place(request, array)));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(array.toFile())
            .redirectErrorStream(true)
            .redirectOutput(array.resolve("array.out").toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().putAll(request.launch().environment(1));
    builder.start();
  }

  private static WorkerLaunch.Place place(BlockRequest request, Path array) {
    return new WorkerLaunch.Place(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        array.toString(),
        array.toString(),
        array.toString(),
        request.name(),
        request.needs() == null ? ONE : request.needs());
  }

  @Override
  public List<String> preview(BlockRequest request) {
    return List.of(
        "%d processes of %s"
            .formatted(
                request.count(),
                request.launch().command(place(request, directory)).stream()
                    .collect(Collectors.joining(" "))));
  }

  @Override
  public Map<BlockId, BlockStatus> poll(Set<BlockId> blocks) throws BackendException {
    if (blocks.isEmpty()) {
      return Map.of();
    }
    given("poll", blocks.size());
    if (Faults.BLIND.isOn(directory)) {
      throw BackendException.passing("nobody answers", null);
    }
    Map<BlockId, BlockStatus> seen = new LinkedHashMap<>();
    if (!Faults.FORGETS.isOn(directory)) {
      blocks.stream()
          .filter(id -> Files.isDirectory(file(id, "x").getParent()))
          .forEach(id -> seen.put(id, status(id)));
    }
    return seen;
  }

  private BlockStatus status(BlockId id) {
    try {
      Path end = file(id, "end");
      if (Files.exists(end)) {
        String text = Files.readString(end).strip();
        int space = text.indexOf(' ');
        return BlockStatus.ended(
            BlockStatus.End.valueOf(text.substring(0, space)), text.substring(space + 1));
      }
      return Files.exists(file(id, "running")) && !Faults.REQUEUES.isOn(directory)
          ? BlockStatus.running()
          : BlockStatus.queued("there is no slot");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(BlockId id, String kind) {
    int slash = id.value().lastIndexOf('/');
    return batch(directory)
        .resolve(id.value().substring(0, slash))
        .resolve(kind + "." + id.value().substring(slash + 1));
  }

  @Override
  public void cancel(Set<BlockId> blocks) throws BackendException {
    given("cancel", blocks.size());
    for (BlockId id : blocks) {
      try {
        Path cancel = file(id, "cancel");
        if (Files.isDirectory(cancel.getParent()) && !Files.exists(file(id, "end"))) {
          Files.write(cancel, new byte[0]);
          kill(id);
        }
      } catch (IOException e) {
        throw BackendException.passing("job %s is not cancelled: %s".formatted(id, e), e);
      }
    }
  }

  /** Kills the processes of a job, if it has some, and those that they are about to start. */
  private void kill(BlockId id) throws IOException {
    Path group = file(id, "group");
    if (Files.exists(group)) {
      String pid = Files.readString(group).strip();
      // What it has to say is that there is nobody any more.
      new ProcessBuilder("kill", "-KILL", "--", "-" + pid)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .onExit()
          .join();
    }
  }

  @Override
  public void close() {}
}
