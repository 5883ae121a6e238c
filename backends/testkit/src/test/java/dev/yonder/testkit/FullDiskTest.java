// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Yonder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens when a disk is full; the time limit only ends a hang. */
@Timeout(180)
class FullDiskTest {
  private static final int LENGTH = 500_000;
  private static final String TEMPORARY = "java.io.tmpdir";

  @WorkDirectory private Path directory;

  /** Opens a session whose temporary files are in the place. */
  private static Session open(Path place) {
    String former = System.getProperty(TEMPORARY);
    System.setProperty(TEMPORARY, place.toString());
    try {
      return Yonder.builder().profile("processes").cpus(1).memory("128 MiB").progress(false).open();
    } finally {
      System.setProperty(TEMPORARY, former);
    }
  }

  @Test
  void resultsThatHaveNoRoomFailTheirCallsAndNothingElse() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), "16m");
        Session session = open(disk.path())) {
      long worker = HarmRemote.on(session).here().get();
      List<RemoteFuture<double[]>> kept = new ArrayList<>();
      int refused = 0;
      for (int i = 0; i < 40; i++) {
        RemoteFuture<double[]> future = FloodRemote.on(session).numbers(LENGTH, i);
        try {
          assertThat(FloodRemote.on(session).first(future).get()).isEqualTo(i);
          kept.add(future);
        } catch (ExecutionException e) {
          refused++;
          assertThatThrownBy(future::get)
              .cause()
              .isInstanceOf(UncheckedIOException.class)
              .hasMessageContaining("the result, of 4000")
              .hasMessageContaining(disk.path() + "/yonder-")
              .hasMessageContaining("has no room for more (No space left on device)")
              .hasMessageContaining("free room there, choose another place with -Djava.io.tmpdir");
        }
      }
      assertThat(kept).hasSizeGreaterThan(8);
      assertThat(refused).isGreaterThan(8);
      for (RemoteFuture<double[]> each : kept) {
        assertThat(each.get()).containsOnly(FloodRemote.on(session).first(each).get());
        each.release();
      }
      RemoteFuture<double[]> later = FloodRemote.on(session).numbers(LENGTH, 7);
      assertThat(FloodRemote.on(session).first(later).get()).isEqualTo(7);
      assertThat(HarmRemote.on(session).here().get()).as("the worker").isEqualTo(worker);
    }
  }

  @Test
  void whatTasksPrintIsKeptThoughItsFileHasNoRoom() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), "16m");
        Session session = open(disk.path())) {
      assertThat(printed(session, "before")).isEqualTo("before\nalso before\n");
      disk.fill();
      // What has room on the last page of the file comes from there.
      assertThat(printed(session, "-".repeat(5_000)))
          .endsWith("\nalso " + "-".repeat(5_000) + "\n");
      assertThat(printed(session, "after")).isEqualTo("after\nalso after\n");
    }
  }

  private static String printed(Session session, String text) {
    RemoteFuture<String> printing = WorkRemote.on(session).print(text);
    printing.join();
    return printing.log();
  }

  @Test
  void aSessionThatHasNoRoomForItsOwnFilesIsRefused() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), "1m")) {
      disk.fill();
      assertThatThrownBy(() -> open(disk.path()))
          .hasMessageContaining("no worker process can be started: " + disk.path())
          .hasMessageContaining("(No space left on device)")
          .hasMessageContaining("choose another place with -Djava.io.tmpdir=…");
      assertThat(names(disk.path())).containsExactly("filling");
    }
  }

  @Test
  void codeThatHasNoRoomIsNotThereByHalves() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), "1m")) {
      assertThat(run(disk.path()))
          .contains("the program's code cannot be kept in " + disk.path() + "/yonder/code")
          .contains("(No space left on device); free room there, or choose another place with")
          .contains("XDG_CACHE_HOME");
      assertThat(names(disk.path().resolve("yonder/code"))).noneMatch(n -> n.startsWith("new"));
    }
    assertThat(run(directory)).as("with room for it").contains("sum 2");
  }

  @Test
  void aPlaceForCodeThatCannotBeMadeIsToldWithWhatToDo() throws Exception {
    assertThat(run(Path.of("/proc/nowhere")))
        .isEqualTo(
            "no worker process can be started: the directory /proc/nowhere/yonder, where the code of"
                + " workers is kept, cannot be made (/proc/nowhere: No such file or directory);"
                + " have that put right, or choose another place with XDG_CACHE_HOME\n");
  }

  @Test
  void anArchiveThatHasNoRoomIsGoneWithoutWhich() throws Exception {
    Path ample = directory.resolve("ample");
    assertThat(run(ample)).contains("sum 2", "archived");
    assertThat(names(ample.resolve("yonder/classes"))).anyMatch(name -> name.endsWith(".jsa"));
    long forCode = 0;
    for (String name : names(ample.resolve("yonder/code"))) {
      forCode += Files.size(ample.resolve("yonder/code").resolve(name));
    }
    String size = forCode / 1024 + 2_048 + "k";
    try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), size)) {
      assertThat(run(disk.path())).contains("sum 2", "archived");
      assertThat(names(disk.path().resolve("yonder/classes")))
          .allMatch(name -> name.endsWith(".making"));
      assertThat(run(disk.path())).isEqualTo("sum 2\n");
    }
  }

  /** Runs a program that keeps code in the cache directory, and returns what it printed. */
  private static String run(Path cache) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            FullDiskProgram.class.getName());
    builder.environment().put("XDG_CACHE_HOME", cache.toString());
    Process program = builder.redirectErrorStream(true).start();
    return new String(program.getInputStream().readAllBytes(), UTF_8);
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }
}
