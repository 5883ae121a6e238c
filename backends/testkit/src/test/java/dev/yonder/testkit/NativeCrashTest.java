// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.WorkerLostException;
import dev.yonder.Yonder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks that crash the Java machine of their worker; the time limit only ends a hang. */
@Timeout(120)
class NativeCrashTest {
  @WorkDirectory private Path directory;
  private Session session;

  @BeforeEach
  void open() {
    session =
        Yonder.builder()
            .profile("processes")
            .cpus(2)
            .set("directory", directory.toString())
            .progress(false)
            .open();
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void isToldWithWhatTheJavaMachineReports() throws Exception {
    String gate = Gates.fresh();
    assertThatThrownBy(() -> HarmRemote.crash(gate).get())
        .cause()
        .isInstanceOf(WorkerLostException.class)
        .hasMessageContaining("was ended by signal 6 (SIGABRT, as after a crash of native code)")
        .hasMessageContaining("its Java machine reports:")
        .hasMessageContaining("SIGSEGV (0xb) at pc=")
        .hasMessageContaining("Problematic frame")
        .hasMessageContaining("dev.yonder.testkit.Harm.crash")
        .message()
        .as("the report goes with the session")
        .doesNotContain("saved as");
    assertThat(Gates.counted(gate)).isEqualTo(3);
    assertThat(reports()).isEmpty();
  }

  @Test
  void harmsNoOtherCall() throws Exception {
    String crashes = Gates.fresh();
    RemoteFuture<Integer> crash = HarmRemote.crash(crashes);
    List<RemoteFuture<Integer>> others =
        IntStream.range(0, 100).mapToObj(i -> WorkRemote.add(i, i)).toList();
    for (int i = 0; i < others.size(); i++) {
      assertThat(others.get(i).get()).isEqualTo(2 * i);
    }
    assertThatThrownBy(crash::get).hasCauseInstanceOf(WorkerLostException.class);
    assertThat(WorkRemote.add(1, 1).get()).isEqualTo(2);
  }

  /**
   * Returns the reports in the workers' working directory, where Java machines leave them that are
   * not told otherwise. There may be dumps, if the system is told to make them.
   */
  private List<String> reports() throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.startsWith("core"))
          .toList();
    }
  }
}
