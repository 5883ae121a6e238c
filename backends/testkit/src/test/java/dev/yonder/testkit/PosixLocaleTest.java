// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A program that has no locale, as under cron; the time limit only ends a hang. */
@Timeout(120)
class PosixLocaleTest {

  private static String run(String profile) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            PosixLocaleProgram.class.getName(),
            profile);
    builder.environment().keySet().removeIf(name -> name.matches("LANG|LC_.*"));
    Process program = builder.redirectErrorStream(true).start();
    return new String(program.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }

  @Test
  void logsOfWorkersHaveAllLettersThoughTheProgramItselfPrintsNone() throws Exception {
    assertThat(run("processes"))
        .isEqualTo("h<e4>llo <4f60>\nh<e4>llo <4f60>\nalso h<e4>llo <4f60>\n");
  }
}
