// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.Session;
import dev.yonder.Yonder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a worker hears that a session does not take; the time limit only ends a hang. */
@Timeout(120)
class RefusedWorkerTest {
  private static final String TEMPORARY = "java.io.tmpdir";

  @WorkDirectory private Path directory;

  private Session open() {
    String former = System.getProperty(TEMPORARY);
    System.setProperty(TEMPORARY, directory.toString());
    try {
      return Yonder.builder().profile("processes").cpus(1).progress(false).open();
    } finally {
      System.setProperty(TEMPORARY, former);
    }
  }

  private Path run() throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith("yonder-"))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Starts a worker as the session would, and returns what it wrote until its end. */
  private static String startWorker(Path run, String classPath, Path secret) throws Exception {
    Process worker =
        new ProcessBuilder(
                List.of(
                    System.getProperty("java.home") + "/bin/java",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.yonder.worker.WorkerMain",
                    "link=unix:" + run.resolve("driver"),
                    "directory=" + run,
                    "secret-file=" + secret,
                    "name=stranger",
                    "class-path=" + classPath,
                    "cpus=1",
                    "memory=0",
                    "gpus=",
                    "catalogs="))
            .redirectErrorStream(true)
            .start();
    String written = new String(worker.getInputStream().readAllBytes(), UTF_8);
    assertThat(worker.waitFor()).as(written).isEqualTo(3);
    return written;
  }

  /** Returns the digest that the session's own worker was started with. */
  private static String classPathOfWorker(Session session) throws IOException {
    long worker = HarmRemote.on(session).here().join();
    String prefix = "class-path=";
    // What Java tells of processes ends where a command line is longer than a page of memory.
    return Stream.of(Files.readString(Path.of("/proc/" + worker + "/cmdline")).split("\0", -1))
        .filter(argument -> argument.startsWith(prefix))
        .map(argument -> argument.substring(prefix.length()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void hearsWhyAndTheSessionGoesOn() throws Exception {
    String other = "f".repeat(64);
    try (Session session = open()) {
      String digest = classPathOfWorker(session);
      Path run = run();
      Path secret = run.resolve("secret");
      assertThat(startWorker(run, other, secret))
          .isEqualTo(
              ("yonder worker: java.io.IOException: the driver refused this worker because its class"
                      + " path is another one than the driver's (ffffffffffff, not %s); start it"
                      + " with the driver's own jars, in their order\n")
                  .formatted(digest.substring(0, 12)));
      assertThat(startWorker(run, digest, Files.writeString(directory.resolve("guess"), "guess")))
          .isEqualTo(
              "yonder worker: java.io.IOException: the driver refused this worker because it does"
                  + " not know the secret of this run; a worker can join only the session that"
                  + " started it\n");
      assertThat(startWorker(run, digest, secret))
          .isEqualTo(
              "yonder worker: java.io.IOException: the driver refused this worker because no worker"
                  + " of the name stranger is expected\n");
      assertThat(WorkRemote.on(session).add(1, 1).join()).isEqualTo(2);
    }
  }
}
