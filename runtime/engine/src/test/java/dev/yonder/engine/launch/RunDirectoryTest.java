// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which directories are removed, and which are not; the time limit only ends a hang. */
@Timeout(120)
class RunDirectoryTest {
  @TempDir private Path base;

  /** Another process that has made its directory. */
  private record Other(Process process, Path path) {
    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }
  }

  private Other other() throws IOException {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                RunDirectoryProgram.class.getName(),
                base.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
    return new Other(process, Path.of(line));
  }

  /** Gives a directory the number of a process that is not there, as in another container. */
  private Path asFromElsewhere(Path directory, String end) throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    return Files.move(directory, base.resolve("yonder-" + ended.pid() + "-" + end));
  }

  private List<Path> listing() throws IOException {
    try (var entries = Files.list(base)) {
      return entries.toList();
    }
  }

  @Test
  void ofAProcessThatCannotBeSeenFromHereStaysUntilThatEnds() throws Exception {
    Other other = other();
    Path left = asFromElsewhere(other.path(), "1");
    RunDirectory.make(base).close();
    assertThat(left).as("its process lives").exists();
    other.kill();
    RunDirectory.make(base).close();
    assertThat(listing()).isEmpty();
  }

  @Test
  void ofAKilledProcessGoesThoughItsNumberIsThatOfAnother() throws Exception {
    Other other = other();
    other.kill();
    long parent = ProcessHandle.current().parent().orElseThrow().pid();
    Files.move(other.path(), base.resolve("yonder-" + parent + "-1"));
    RunDirectory.make(base).close();
    assertThat(listing()).isEmpty();
  }

  /** Who opens and closes the file of a lock of its own loses the lock. */
  @Test
  void staysWhileItsProcessHasMadeMore() throws Exception {
    try (RunDirectory first = RunDirectory.make(base);
        RunDirectory second = RunDirectory.make(base)) {
      Path one = asFromElsewhere(first.path(), "1");
      Path two = asFromElsewhere(second.path(), "2");
      Other other = other();
      assertThat(one).exists();
      assertThat(two).exists();
      other.kill();
      RunDirectory.remove(one);
      RunDirectory.remove(two);
    }
  }

  @Test
  void ofAnEarlierProcessOfTheSameNumberGoes() throws Exception {
    Other other = other();
    other.kill();
    Path left =
        Files.move(other.path(), base.resolve("yonder-" + ProcessHandle.current().pid() + "-1"));
    FileTime before = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
    Files.setLastModifiedTime(RunLock.file(left), before);
    RunDirectory.make(base).close();
    assertThat(listing()).isEmpty();
  }

  @Test
  void withoutALockGoesOnlyOnceItIsOld() throws Exception {
    Path made = Files.createDirectory(base.resolve("made"));
    Path left = asFromElsewhere(made, "1");
    RunDirectory.make(base).close();
    assertThat(left).as("its lock may be about to be taken").exists();
    Instant old = Instant.now().minus(LeftBehind.UNLOCKED_FOR).minusSeconds(60);
    Files.setLastModifiedTime(left, FileTime.from(old));
    Path alive =
        Files.createDirectory(base.resolve("yonder-" + ProcessHandle.current().pid() + "-1"));
    Files.setLastModifiedTime(alive, FileTime.from(old));
    RunDirectory.make(base).close();
    assertThat(listing()).containsExactly(alive);
  }

  @Test
  void whatIsNoRunDirectoryStays() throws Exception {
    Path target = Files.createDirectory(base.resolve("target"));
    Files.createFile(RunLock.file(target));
    Path link = Files.createSymbolicLink(base.resolve("yonder-1-1"), target);
    Path lab = Files.createDirectory(base.resolve("yonder-lab-0"));
    Files.createFile(RunLock.file(lab));
    RunDirectory.make(base).close();
    assertThat(listing()).containsExactlyInAnyOrder(target, link, lab);
    assertThat(RunLock.file(target)).exists();
  }

  @Test
  void keepsWhatItIsGivenFromOthers() throws Exception {
    try (RunDirectory run = RunDirectory.make(base)) {
      Path secret = run.write("secret", new byte[] {1});
      assertThat(Files.getPosixFilePermissions(secret)).hasSize(2);
      assertThat(Files.getPosixFilePermissions(run.path())).hasSize(3);
      assertThat(run.path()).isDirectoryContaining("glob:**/lock");
    }
    assertThat(listing()).isEmpty();
  }
}
