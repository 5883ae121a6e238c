// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs that do not take what their workers make; the time limit only ends a hang. */
@Timeout(180)
class FloodTest {
  @WorkDirectory private Path directory;

  private Process driver;

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-Djava.io.tmpdir=" + directory));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(FloodProgram.class.getName());
    command.addAll(List.of(arguments));
    driver =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output().toFile())
            .start();
    return driver;
  }

  private Path output() {
    return directory.resolve("output");
  }

  @AfterEach
  void end() throws InterruptedException {
    if (driver != null) {
      driver.destroyForcibly().waitFor();
    }
  }

  @Test
  void resultsThatNobodyTakesFillNeitherTheProgramNorItsWorkers() throws Exception {
    int calls = 60;
    Process driver = start("results", Integer.toString(calls));
    driver.waitFor();
    assertThat(output()).hasContent("the sum is " + calls * (calls - 1) + "\n");
    assertThat(driver.exitValue()).isZero();
  }

  @Test
  void whatIsPrintedFillsNeitherTheProgramNorTheDiskAndStopsNothing() throws Exception {
    int lines = 2_000_000;
    Process driver = start("printed", Integer.toString(lines));
    long most = 0;
    while (driver.isAlive()) {
      most = Math.max(most, largestLog());
      driver.waitFor(10, TimeUnit.MILLISECONDS);
    }
    List<String> written = Files.readAllLines(output());
    assertThat(driver.exitValue()).as("%s", written).isZero();
    assertThat(written.get(0)).isEqualTo("printed 2000000 lines, and the others 0");
    assertThat(Integer.parseInt(written.get(1).replace("log of ", ""))).isLessThan(70_000);
    assertThat(written.get(2)).isEqualTo("[what was printed before this was not kept]");
    assertThat(written.get(3)).as("the length of a whole line").isEqualTo("99");
    assertThat(written.get(4)).startsWith("  1999999--");
    assertThat(most).as("bytes in the largest log").isPositive().isLessThan(lines * 100L / 2);
  }

  private long largestLog() throws IOException {
    long most = 0;
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".log")).toList()) {
        most = Math.max(most, Files.size(file));
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      // Gone meanwhile.
    }
    return most;
  }
}
