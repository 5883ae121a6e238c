// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Yonder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs that find their classes in an archive, once a run had many; the limit only ends a hang. */
@Timeout(240)
class JobArchiveTest {
  private static final int MANY = 20;

  @WorkDirectory private Path directory;

  /**
   * Makes calls of which each is a job, and returns where the last job to load it has its classes.
   */
  private String classesOf(int calls) throws IOException {
    Path log = directory.resolve("loaded");
    Files.deleteIfExists(log);
    try (Session session =
        Yonder.builder()
            .profile(FakeBatchProvider.NAME)
            .set("directory", directory.resolve("runs").toString())
            .set("jvm", "-Xlog:class+load:file=" + log)
            .open()) {
      List<RemoteFuture<Integer>> sums = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        sums.add(WorkRemote.on(session).add(i, 1));
      }
      for (int i = 0; i < calls; i++) {
        assertThat(sums.get(i).join()).isEqualTo(i + 1);
      }
    }
    return Files.readString(log).contains("OneShotWorker source: shared objects file (top)")
        ? "in an archive"
        : "in jars";
  }

  private boolean hasArchive() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("runs/code"))) {
      return files.anyMatch(file -> file.toString().endsWith(".jsa"));
    }
  }

  @Test
  void areThereForRunsOfTheSameProgramThatComeAfterOneOfMany() throws Exception {
    assertThat(classesOf(1)).isEqualTo("in jars");
    assertThat(classesOf(MANY)).isEqualTo("in jars");
    while (!hasArchive()) {
      // Only between two looks: another process makes it, and tells nobody.
      Thread.sleep(100);
    }
    assertThat(classesOf(1)).isEqualTo("in an archive");
  }
}
