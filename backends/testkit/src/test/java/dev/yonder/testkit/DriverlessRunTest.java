// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.Yonder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs without a driver on a batch system of processes of this host. */
class DriverlessRunTest extends DriverlessRunContract {
  @WorkDirectory private Path directory;

  @Override
  protected Path shared() {
    return directory;
  }

  @Override
  protected Map<String, String> properties(Path shared) {
    return Map.of(
        "yonder.profile",
        FakeBatchProvider.NAME,
        "yonder.directory",
        shared.resolve("runs").toString());
  }

  @Test
  void aRunThatOtherCodeHasBegunIsAttachedByThatCodeOnly() throws Exception {
    Path ledger = Files.createDirectory(ledger(directory));
    Path more = Files.createDirectory(directory.resolve("more"));
    Files.writeString(more.resolve("other"), "code");
    String classPath = System.getProperty("java.class.path") + File.pathSeparator + more;
    assertThat(other(classPath, "begin").waitFor()).isZero();
    String run = Files.readString(ledger.resolve("run"));
    Path runs = directory.resolve("runs");
    assertThatThrownBy(
            () ->
                Yonder.builder()
                    .profile(FakeBatchProvider.NAME)
                    .set("directory", runs.toString())
                    .attach(run))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(
            "the run %s was begun by other code (%s", run, JobsProgram.class.getName())
        .hasMessageEndingWith(
            "attach it with the program as it was, whose jars are in "
                + runs.resolve("runs").resolve(run).resolve("code"));
    assertThat(other(classPath, run).waitFor()).isZero();
    assertThat(Files.readString(out(directory)).strip()).isEqualTo("1 calls, 1 right, sum 0");
  }

  private Process other(String classPath, String what) throws IOException {
    return start(classPath, /* calls= */ 1, directory, properties(directory), "", what);
  }
}
