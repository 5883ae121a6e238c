// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The time limit only ends a test that hangs. */
@Timeout(120)
class DefaultSessionTest {

  /** What a program printed on both streams, and its exit status. */
  private record Ended(String printed, int status) {}

  private static Ended run(String program, String... options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            DefaultSessionProgram.class.getName(),
            program));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("YONDER_PROFILE");
    Process process = builder.start();
    try {
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(100, TimeUnit.SECONDS)).as("%s ended", program).isTrue();
      return new Ended(printed, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aProgramNeedNotOpenASession() throws Exception {
    assertThat(run("waits")).isEqualTo(new Ended("sum 3\n", 0));
  }

  @Test
  void callsThatNobodyWaitsForAreMadeAllTheSame() throws Exception {
    Ended ended = run("leaves");
    assertThat(ended.status).isZero();
    for (int i = 0; i < 50; i++) {
      assertThat(ended.printed).contains("also call " + i + "\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"threads", "processes"})
  void whatIsAttachedToCallsIsRunBeforeTheProgramEnds(String profile) throws Exception {
    Ended ended = run("attaches", "-Dyonder.profile=" + profile);
    assertThat(ended.status).isZero();
    assertThat(ended.printed.lines()).containsExactlyInAnyOrder("number 3", "number 200000");
  }

  @Test
  void anOpenSessionGoesBeforeTheDefaultOne() throws Exception {
    assertThat(run("opens later")).isEqualTo(new Ended("opened true 6\ndefault again true 2\n", 0));
  }

  @Test
  void aProgramThatExitsDoesNotWait() throws Exception {
    assertThat(run("exits")).isEqualTo(new Ended("done false\n", 3));
  }

  @Test
  void theProfileComesFromTheSystemProperty() throws Exception {
    Ended ended = run("waits", "-Dyonder.profile=treads");
    assertThat(ended.status).isEqualTo(1);
    assertThat(ended.printed)
        .contains(
            "there is no profile \"treads\" (of the system property yonder.profile); the profiles"
                + " are fake-batch, inline, local-blocks, processes, threads; there is no settings"
                + " file ")
        .contains("; did you mean \"threads\"?");
  }
}
