// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From where workers have their classes, run after run; the time limit only ends a hang. */
@Timeout(180)
class ClassArchiveTest {
  @WorkDirectory private Path directory;

  /** Runs a program, and returns what it printed and then what its worker says of its classes. */
  private String run() throws IOException {
    Path log = directory.resolve("loaded");
    Files.deleteIfExists(log);
    ProcessBuilder builder =
        new ProcessBuilder(
            System.getProperty("java.home") + "/bin/java",
            "-Dyonder.jvm=-Xlog:class+load:file=" + log,
            "-cp",
            System.getProperty("java.class.path"),
            FullDiskProgram.class.getName());
    builder.environment().put("XDG_CACHE_HOME", directory.toString());
    Process program = builder.redirectErrorStream(true).start();
    String printed = new String(program.getInputStream().readAllBytes(), UTF_8);
    String archived =
        Files.readString(log).contains("dev.yonder.worker.WorkerProcess source: shared objects")
            ? "used"
            : "not used";
    return printed + archived;
  }

  private List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("yonder/code"))) {
      return files.filter(file -> file.toString().endsWith(".jar")).toList();
    }
  }

  private void age(Duration age) throws IOException {
    for (Path jar : jars()) {
      Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minus(age)));
    }
  }

  @Test
  void isTheArchiveAgainWhateverBecameOfTheStore() throws Exception {
    assertThat(run()).isEqualTo("sum 2\narchived\nnot used");
    age(Duration.ofDays(3));
    assertThat(run()).as("with other times").startsWith("sum 2\narchived\n");
    assertThat(run()).as("with jars that were not used for days").isEqualTo("sum 2\nused");
    Files.delete(directory.resolve("yonder/code/hashes"));
    assertThat(run()).as("with nothing remembered").isEqualTo("sum 2\nused");
  }
}
