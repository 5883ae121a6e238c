// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import dev.yonder.TaskContext;
import dev.yonder.annotations.Remote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Remote methods for a test that harms what they run on. They tell of themselves by files in a
 * directory that all hosts see, so that nothing of this ends with the test's process.
 */
@SuppressWarnings("DoNotCallSuggester") // to be harmed is what they are for
public final class Victim {
  private static final String OPEN = "open";
  private static final int MIB = 1 << 20;

  private Victim() {}

  /**
   * Where an attempt runs.
   *
   * @param job the batch system's job, or element of an array
   * @param host the name of the host
   */
  public record Begun(String job, String host) {}

  /**
   * Tells where it runs, waits until the directory is opened, and returns the number of the
   * attempt.
   *
   * @param name what no other call of the directory has
   * @throws IOException if this attempt of this call has begun before
   */
  @Remote
  public static int held(String directory, String name) throws IOException, InterruptedException {
    int attempt = begin(directory, name);
    Path base = Path.of(directory);
    while (!Files.exists(base.resolve(OPEN))) {
      if (attempt == 1 && Files.exists(base.resolve(name + ".kill"))) {
        kill();
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return attempt;
  }

  /** Does the same, and must not be run twice. */
  @Remote(idempotent = false)
  public static int heldOnce(String directory, String name)
      throws IOException, InterruptedException {
    return held(directory, name);
  }

  /** Takes so many MiB of memory in its first attempt, and waits as {@link #held} does. */
  @Remote
  public static int hungry(String directory, String name, int mebibytes)
      throws IOException, InterruptedException {
    if (TaskContext.current().attempt() > 1) {
      return held(directory, name);
    }
    begin(directory, name);
    List<ByteBuffer> taken = new ArrayList<>();
    for (int i = 0; i < mebibytes; i++) {
      ByteBuffer piece = ByteBuffer.allocateDirect(MIB);
      for (int at = 0; at < MIB; at += 1024) {
        piece.put(at, (byte) 1);
      }
      taken.add(piece);
    }
    TimeUnit.DAYS.sleep(1);
    return taken.size();
  }

  /** Does the same, and must not be run twice. */
  @Remote(idempotent = false)
  public static int hungryOnce(String directory, String name, int mebibytes)
      throws IOException, InterruptedException {
    return hungry(directory, name, mebibytes);
  }

  private static int begin(String directory, String name) throws IOException {
    int attempt = TaskContext.current().attempt();
    Path told = file(Path.of(directory), name, attempt);
    if (Files.exists(told)) {
      throw new IOException("attempt %d of %s runs twice".formatted(attempt, name));
    }
    String where = job() + " " + System.getenv("SLURMD_NODENAME");
    Path written = Files.writeString(told.resolveSibling(told.getFileName() + ".part"), where);
    Files.move(written, told, StandardCopyOption.ATOMIC_MOVE);
    return attempt;
  }

  private static String job() {
    String array = System.getenv("SLURM_ARRAY_JOB_ID");
    return array == null
        ? System.getenv("SLURM_JOB_ID")
        : array + "_" + System.getenv("SLURM_ARRAY_TASK_ID");
  }

  private static void kill() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid()))
        .start()
        .waitFor();
  }

  private static Path file(Path directory, String name, int attempt) {
    return directory.resolve(name + "." + attempt);
  }

  /** Lets all calls of the directory return, now and later. */
  public static void open(Path directory) throws IOException {
    Files.writeString(directory.resolve(OPEN), "");
  }

  /** Has the first attempt of a call end its process by the signal KILL. */
  public static void kill(Path directory, String name) throws IOException {
    Files.createFile(directory.resolve(name + ".kill"));
  }

  /** Returns how many attempts of a call have begun. */
  public static int attempts(Path directory, String name) {
    int attempt = 1;
    while (Files.exists(file(directory, name, attempt))) {
      attempt++;
    }
    return attempt - 1;
  }

  /** Returns where an attempt runs, which has begun. */
  public static Begun begun(Path directory, String name, int attempt) throws IOException {
    String[] words = Files.readString(file(directory, name, attempt)).split(" ", 2);
    return new Begun(words[0], words[1]);
  }
}
