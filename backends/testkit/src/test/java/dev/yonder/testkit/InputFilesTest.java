// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.InputFile;
import dev.yonder.NotSendableException;
import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Yonder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputFilesTest {
  @TempDir private Path directory;

  private static Session open(String profile) {
    return Yonder.builder().profile(profile).cpus(2).progress(false).open();
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"threads", "inline", "processes"})
  void areReadWhereverACallRuns(String profile) throws IOException {
    try (Session session = open(profile)) {
      InputFile file = InputFile.of(write("a text.txt", "Größe"));
      InputFile empty = InputFile.of(write("empty", ""));
      ReaderRemote.Calls calls = ReaderRemote.on(session);
      assertThat(calls.text(file).join()).isEqualTo("Größe");
      assertThat(calls.text(empty).join()).isEmpty();
      assertThat(calls.passOn(file).join()).isEqualTo("Größe");
      assertThat(calls.total(new Reader.Job(1, List.of(file, empty))).join()).isEqualTo(7);
      assertThat(calls.giveBack(file).join().path()).isEqualTo(file.path());
      assertThat(Path.of(calls.place(file).join())).hasFileName("a text.txt");
    }
  }

  @Test
  void ofManyPartsArriveWholeAndOnceForEachContent() throws IOException {
    byte[] bytes = new byte[(9 << 20) + 5];
    new Random(1).nextBytes(bytes);
    Path path = Files.write(directory.resolve("large"), bytes);
    Files.copy(path, directory.resolve("same"));
    Path copy;
    try (Session session = open("processes")) {
      ReaderRemote.Calls calls = ReaderRemote.on(session);
      InputFile file = InputFile.of(path);
      List<RemoteFuture<Integer>> hashes =
          IntStream.range(0, 40).mapToObj(i -> calls.hash(file)).toList();
      hashes.forEach(hash -> assertThat(hash.join()).isEqualTo(Arrays.hashCode(bytes)));
      List<String> places =
          IntStream.range(0, 40)
              .mapToObj(i -> calls.place(file))
              .map(RemoteFuture::join)
              .distinct()
              .toList();
      assertThat(places).as("one copy for all workers").hasSize(1);
      copy = Path.of(places.get(0));
      assertThat(copy).isNotEqualTo(path);
      Path same = Path.of(calls.place(InputFile.of(directory.resolve("same"))).join());
      assertThat(same.getParent())
          .as("the place is that of the content")
          .isEqualTo(copy.getParent());
    }
    assertThat(copy).as("after the session").doesNotExist();
  }

  @Test
  void thatChangeFailTheCallsThatNeedThem() throws IOException {
    try (Session session = open("processes")) {
      Path path = write("changing", "before");
      InputFile early = InputFile.of(path);
      InputFile late = InputFile.of(path);
      RemoteFuture<String> read = ReaderRemote.on(session).text(early);
      assertThat(read.join()).isEqualTo("before");
      Files.writeString(path, "afterwards");
      assertThat(ReaderRemote.on(session).text(early).join()).as("the copy").isEqualTo("before");
      assertThatThrownBy(() -> ReaderRemote.on(session).text(late))
          .isInstanceOf(NotSendableException.class)
          .hasMessageContainingAll("changing", "6 bytes", "10 bytes", "InputFile.of");
    }
  }

  @Test
  void thatAreNotThereAreRefusedAtOnce() {
    assertThatThrownBy(() -> InputFile.of(directory.resolve("missing")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("missing", "is there");
    assertThatThrownBy(() -> InputFile.of(directory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("directory; make one InputFile for each file");
  }

  @Test
  void thatVanishBeforeTheyAreFetchedAreNamed() throws IOException {
    try (Session session = open("processes")) {
      Path path = write("vanishing", "soon gone");
      InputFile file = InputFile.of(path);
      String gate = Gates.fresh();
      RemoteFuture<String> passed = WorkRemote.on(session).passGate(gate);
      RemoteFuture<String> other = WorkRemote.on(session).passGate(gate);
      RemoteFuture<String> text = ReaderRemote.on(session).text(file);
      Files.delete(path);
      Gates.open(gate);
      assertThat(passed.join()).isEqualTo(other.join());
      assertThatThrownBy(text::join)
          .isInstanceOf(NotSendableException.class)
          .hasMessageContaining("vanishing");
    }
  }
}
