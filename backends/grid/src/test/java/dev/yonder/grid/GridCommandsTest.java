// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yonder.spi.BackendException;
import dev.yonder.spi.LocalCommands;
import dev.yonder.testkit.WorkDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Commands as processes, from the directory that the setting {@code bin} names. */
class GridCommandsTest {
  @WorkDirectory Path bin;

  private GridCommands commands() {
    return new GridCommands(new LocalCommands(), bin, Duration.ofMinutes(1));
  }

  private void program(String name, String body) throws Exception {
    Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void aProgramIsTheOneOfTheDirectory() throws Exception {
    program("squeue", "echo $# \"$2\"");
    assertThat(commands().read(List.of("squeue", "--me", "a b"))).isEqualTo("2 a b\n");
  }

  @Test
  void aProgramThatIsNotThereIsNamed() {
    BackendException failure =
        catchThrowableOfType(BackendException.class, () -> commands().read(List.of("squeue")));
    assertThat(failure).hasMessageContaining(bin.resolve("squeue") + " cannot be run");
    assertThat(failure.isLasting()).isTrue();
  }

  @Test
  void aCommandThatHangsIsGivenUp() throws Exception {
    program("squeue", "sleep 600");
    GridCommands hasty = new GridCommands(new LocalCommands(), bin, Duration.ofMillis(100));
    BackendException failure =
        catchThrowableOfType(BackendException.class, () -> hasty.read(List.of("squeue")));
    assertThat(failure).hasMessageContaining("squeue");
    assertThat(failure.isLasting()).isFalse();
  }

  @Test
  void anInterruptEndsACommandThatHangs() throws Exception {
    program(
        "squeue",
        "echo $$ >'" + bin + "/part'; mv '" + bin + "/part' '" + bin + "/pid'; sleep 600");
    CompletableFuture<BackendException> failure = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () ->
                failure.complete(
                    catchThrowableOfType(
                        BackendException.class, () -> commands().read(List.of("squeue")))));
    thread.start();
    Path pid = bin.resolve("pid");
    while (!Files.exists(pid)) {
      assertThat(thread.isAlive()).isTrue();
      TimeUnit.MILLISECONDS.sleep(20);
    }
    thread.interrupt();
    assertThat(failure.get(60, TimeUnit.SECONDS))
        .hasMessageContaining("squeue")
        .hasMessageContaining("interrupted");
    long number = Long.parseLong(Files.readString(pid).strip());
    ProcessHandle.of(number)
        .ifPresent(left -> assertThat(left.onExit()).succeedsWithin(60, TimeUnit.SECONDS));
  }
}
