// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yonder.spi.Backend;
import dev.yonder.spi.BackendException;
import dev.yonder.spi.BlockId;
import dev.yonder.spi.BlockRequest;
import dev.yonder.spi.BlockStatus;
import dev.yonder.spi.BlockStatus.End;
import dev.yonder.spi.BlockStatus.State;
import dev.yonder.spi.ProfileSettings;
import dev.yonder.spi.SettingsLayer;
import dev.yonder.testkit.Lab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real Slurm does, and what is made of its words. Workers are scripts here. */
class SlurmClusterTest {
  private Lab lab;
  private final List<Backend> open = new ArrayList<>();
  private final Set<BlockId> submitted = new HashSet<>();
  private final Map<String, Object> settings = new HashMap<>();
  private int arrays;

  @BeforeEach
  void find() {
    lab = Lab.slurm();
    settings.put("directory", lab.file("shared").resolve("cluster-test").toString());
    settings.put("bin", lab.file("bin").toString());
    settings.put("java", "/bin/sh");
    settings.put("walltime", "10m");
  }

  @AfterEach
  void cancel() throws Exception {
    for (Backend backend : open) {
      cancel(backend, submitted);
      backend.close();
    }
  }

  private Backend backend() {
    SettingsLayer layer =
        new SettingsLayer(
            settings, SettingsLayer.Form.TYPED, path -> "the test", Path.of("").toAbsolutePath());
    Backend backend =
        new SlurmProvider().create(new ProfileSettings("test", "slurm", List.of(layer), Set.of()));
    open.add(backend);
    return backend;
  }

  private BlockRequest request(int count, String script, String... more) {
    List<String> words = new ArrayList<>(List.of("-c", script));
    words.addAll(List.of(more));
    return new BlockRequest(
        "test-" + ++arrays,
        1,
        count,
        null,
        null,
        new FakeLaunch(words, List.of(), Map.of("COLOUR", "it's red")));
  }

  private List<BlockId> submit(Backend backend, int count, String script, String... more)
      throws Exception {
    BlockRequest request = request(count, script, more);
    List<BlockId> ids = new ArrayList<>();
    answered("answer to sbatch", () -> ids.addAll(backend.submit(request)));
    submitted.addAll(ids);
    return ids;
  }

  private static void cancel(Backend backend, Set<BlockId> blocks) throws Exception {
    answered("answer to scancel", () -> backend.cancel(blocks));
  }

  /** Something that Slurm is asked for. */
  private interface Question {
    void ask() throws BackendException;
  }

  /** Asks until there is an answer; a refusal is one. */
  private static void answered(String what, Question question) throws Exception {
    Awaiting.until(
        what,
        () -> {
          try {
            question.ask();
            return true;
          } catch (BackendException e) {
            if (e.isLasting()) {
              throw e;
            }
            return false;
          }
        });
  }

  private BlockId submit(Backend backend, String script) throws Exception {
    return submit(backend, 1, script).get(0);
  }

  private static BlockStatus await(Backend backend, BlockId block, Predicate<BlockStatus> reached)
      throws Exception {
    BlockStatus last = null;
    try {
      while (true) {
        BlockStatus now = poll(backend, block);
        last = now == null ? last : now;
        if (now != null && reached.test(now)) {
          return now;
        }
        TimeUnit.MILLISECONDS.sleep(200);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("block %s came only to %s in time".formatted(block, last), e);
    }
  }

  /** Returns how far a block has come; null where Slurm gives no answer for now. */
  private static @Nullable BlockStatus poll(Backend backend, BlockId block)
      throws BackendException {
    try {
      return backend.poll(Set.of(block)).get(block);
    } catch (BackendException e) {
      if (e.isLasting()) {
        throw e;
      }
      return null;
    }
  }

  private static BlockStatus awaitEnd(Backend backend, BlockId block) throws Exception {
    return await(backend, block, status -> status.end() != null);
  }

  private static void awaitRunning(Backend backend, BlockId block) throws Exception {
    await(backend, block, status -> status.state() == State.RUNNING);
  }

  private Path result(String name) throws Exception {
    Path file = lab.file("shared").resolve(name + "-" + System.nanoTime());
    assertThat(file).doesNotExist();
    return file;
  }

  @Test
  void aWorkerHasItsNumberItsSecretsItsScratchAndNoSecretOfTheDriver() throws Exception {
    Path out = result("seen");
    Backend backend = backend();
    List<BlockId> ids =
        submit(
            backend,
            2,
            "cd SCRATCH; { echo \"$0 $COLOUR $OMP_NUM_THREADS\"; cat SECRETS/secret; echo; env; } >part;"
                + " cp part "
                + out
                + "-$0");
    for (BlockId id : ids) {
      assertThat(awaitEnd(backend, id).end()).isEqualTo(End.DONE);
    }
    for (int number : List.of(1, 2)) {
      List<String> lines = Files.readAllLines(Path.of(out + "-index=" + number));
      assertThat(lines).startsWith("index=" + number + " it's red 1", "nobody knows");
      Set<String> ofSlurm = Set.of("PWD", "OLDPWD", "SHLVL", "_", "HOSTNAME", "TMPDIR", "COLOUR");
      System.getenv()
          .forEach(
              (name, value) -> {
                if (!UserVariables.has(name) && !ofSlurm.contains(name)) {
                  assertThat(lines).doesNotContain(name + "=" + value);
                }
              });
    }
  }

  @Test
  void aWorkerThatFailsIsToldOfWithItsStatusAndItsOutput() throws Exception {
    Backend backend = backend();
    List<BlockId> ids =
        submit(backend, 2, "echo no luck with $0; [ $0 = index=1 ] && kill -9 $$; exit 7");
    BlockStatus killed = awaitEnd(backend, ids.get(0));
    assertThat(killed.end()).isEqualTo(End.CRASHED);
    assertThat(killed.reason())
        .contains("FAILED (NonZeroExitCode) of job " + ids.get(0))
        .contains("ended by signal 9")
        .contains("no luck with index=1");
    assertThat(awaitEnd(backend, ids.get(1)).reason())
        .contains("ended with status 7")
        .contains("no luck with index=2");
  }

  @Test
  void withoutJavaOnTheNodeAWorkerNeverStarts() throws Exception {
    settings.put("java", "/opt/no such/java");
    Backend backend = backend();
    BlockStatus status = awaitEnd(backend, submit(backend, "true"));
    assertThat(status.end()).isEqualTo(End.NEVER_STARTED);
    assertThat(status.reason()).contains("status 127").contains("/opt/no such/java: not found");
  }

  @Test
  void aDirectoryThatNodesDoNotSeeIsToldOf() throws Exception {
    lab.requireNetwork();
    Path here = Path.of("target").toAbsolutePath().resolve("not-shared");
    settings.put("directory", here.toString());
    Backend backend = backend();
    BlockStatus status = awaitEnd(backend, submit(backend, "true"));
    assertThat(status.end()).isEqualTo(End.NEVER_STARTED);
    assertThat(status.reason()).contains("setting directory").contains("all nodes share");
  }

  @Test
  void aDirectoryMayHaveAnyName() throws Exception {
    settings.put("directory", lab.file("shared").resolve("it's 100%a; \"$HOME\"").toString());
    Backend backend = backend();
    for (int count : List.of(1, 2)) {
      BlockId block =
          submit(backend, count, "echo all is well; cat \"$0/secret\"; exit 9", "SECRETS").get(0);
      assertThat(awaitEnd(backend, block).reason())
          .contains("status 9")
          .endsWith("all is well\n  nobody knows");
    }
  }

  @Test
  void cancelledBlocksEndWhetherTheyRunOrWait() throws Exception {
    Backend backend = backend();
    BlockId runs = submit(backend, "sleep 600");
    settings.put("options", List.of("--begin=now+1hour"));
    Backend later = backend();
    List<BlockId> wait = submit(later, 3, "true");
    awaitRunning(backend, runs);
    assertThat(await(later, wait.get(2), status -> status.reason().contains("(")).reason())
        .isEqualTo("Slurm says PENDING (BeginTime) of job " + wait.get(2));
    Set<BlockId> all = new HashSet<>(wait);
    all.add(runs);
    cancel(backend, all);
    cancel(backend, all);
    for (BlockId block : all) {
      assertThat(awaitEnd(backend, block).end()).as("%s", block).isEqualTo(End.PREEMPTED);
    }
  }

  @Test
  void theTimeLimitIsToldOfAsSuch() throws Exception {
    Backend backend = backend();
    BlockId block = submit(backend, "sleep 600");
    awaitRunning(backend, block);
    // Refused where the second of that now is over when Slurm comes to look at it.
    Awaiting.until(
        "end for job " + block,
        () -> lab.run("scontrol", "update", "jobid=" + block, "EndTime=now").status() == 0);
    BlockStatus status = awaitEnd(backend, block);
    assertThat(status.end()).isEqualTo(End.WALLTIME);
    assertThat(status.reason()).startsWith("Slurm says TIMEOUT (TimeLimit) of job " + block);
  }

  @Test
  void aWorkerIsToldBeforeItsTimeIsOver() throws Exception {
    // Slurm looks every 30 s whom to tell: of one minute, it might before the worker is ready.
    settings.put("walltime", "2m");
    Path ready = result("ready");
    Backend backend = backend();
    BlockId block =
        submit(
            backend,
            "trap 'echo told; told=1' TERM; touch "
                + ready
                + "; while [ -z \"$told\" ]; do sleep 0.1; done; exit 5");
    Awaiting.until("worker", () -> Files.exists(ready));
    assertThat(awaitEnd(backend, block).reason()).contains("ended with status 5").contains("told");
  }

  @Test
  void aLostNodeIsACrash() throws Exception {
    settings.put("options", List.of("--nodelist=n4"));
    Backend backend = backend();
    BlockId block = submit(backend, "sleep 600");
    awaitRunning(backend, block);
    lab.fault("crash", "n4");
    try {
      BlockStatus status = awaitEnd(backend, block);
      assertThat(status.end()).isEqualTo(End.CRASHED);
      assertThat(status.reason())
          .startsWith("Slurm says NODE_FAIL (NodeDown) of job " + block + " on n4");
    } finally {
      lab.fault("start", "n4");
    }
  }

  @Test
  void aPreemptedBlockIsToldOfAsSuch() throws Exception {
    settings.put("options", List.of("--nodelist=n3", "--cpus-per-task=2"));
    Backend backend = backend();
    BlockId block = submit(backend, "sleep 600");
    awaitRunning(backend, block);
    settings.put("queue", "urgent");
    Backend urgent = backend();
    BlockId other = submit(urgent, "sleep 600");
    BlockStatus status = awaitEnd(backend, block);
    assertThat(status.end()).isEqualTo(End.PREEMPTED);
    assertThat(status.reason()).isEqualTo("Slurm says PREEMPTED of job " + block + " on n3");
    awaitRunning(urgent, other);
  }

  @Test
  void whatSlurmRefusesIsToldInItsWords() {
    settings.put("partition", "nope");
    BackendException failure =
        catchThrowableOfType(BackendException.class, () -> submit(backend(), "true"));
    assertThat(failure.isLasting()).isTrue();
    assertThat(failure)
        .hasMessageContaining("--partition=nope")
        .hasMessageContaining("invalid partition specified: nope");
  }

  @Test
  void whatSlurmWillNeverStartIsRejected() throws Exception {
    settings.put("partition", "short");
    Backend backend = backend();
    BlockId block = submit(backend, "true");
    BlockStatus status = awaitEnd(backend, block);
    assertThat(status.end()).isEqualTo(End.REJECTED);
    // Before Slurm has looked at the partition, it says PartitionConfig.
    assertThat(status.reason())
        .containsPattern("PENDING \\(Partition(Config|TimeLimit)\\) of job " + block);
    await(backend, block, now -> now.end() == End.PREEMPTED);
  }

  @Test
  void whileTheControllerIsAwayNothingIsKnownAndNothingIsLost() throws Exception {
    Backend backend = backend();
    Path go = result("go");
    BlockId block = submit(backend, "until [ -e " + go + " ]; do sleep 0.1; done; exit 4");
    awaitRunning(backend, block);
    lab.fault("stop-controller");
    try {
      BackendException poll =
          catchThrowableOfType(BackendException.class, () -> backend.poll(Set.of(block)));
      assertThat(poll.isLasting()).isFalse();
      assertThat(poll).hasMessageContaining("squeue").hasMessageContaining("Unable to contact");
      BackendException more =
          catchThrowableOfType(BackendException.class, () -> backend.submit(request(1, "true")));
      assertThat(more.isLasting()).isFalse();
      assertThat(more).hasMessageContaining("sbatch").hasMessageContaining("Unable to contact");
      assertThat(catchThrowableOfType(BackendException.class, () -> backend.cancel(Set.of(block))))
          .hasMessageContaining("scancel");
      Files.createFile(go);
    } finally {
      lab.fault("start-controller");
    }
    assertThat(awaitEnd(backend, block).reason()).contains("ended with status 4");
  }
}
