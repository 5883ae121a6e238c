// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a run: what comes back, and what is refused. */
class RunFilesTest {
  private static final String NAME = RunFiles.result(7, 1);

  @TempDir private Path directory;
  private RunFiles run;

  @BeforeEach
  void create() throws IOException {
    run = RunFiles.create(directory.resolve("runs/one"));
  }

  private static List<Message> head() {
    return List.of(
        new Message.Printed(7, 1, new byte[] {1, 2}), new Message.Kept(7, 1, 5, 800_000));
  }

  private static List<Message> body(int length) {
    double[] numbers = new double[length];
    Arrays.setAll(numbers, i -> i);
    return List.of(new Message.Fetched(7, new Payload(new byte[] {3}, List.of(numbers))));
  }

  private Path file() {
    return run.path().resolve(NAME);
  }

  @Test
  void whatWasWrittenComesBack() throws IOException {
    for (int length : new int[] {0, 1, 100_000}) {
      run.write(NAME, head(), body(length));
      RunFiles again = RunFiles.open(run.path());
      assertThat(again.head(NAME)).usingRecursiveComparison().isEqualTo(head());
      assertThat(again.body(NAME)).usingRecursiveComparison().isEqualTo(body(length));
    }
    run.write(RunFiles.array("a-1"), "1\n7 1\n");
    assertThat(run.text(RunFiles.array("a-1"))).isEqualTo("1\n7 1\n");
    assertThat(run.id()).isEqualTo("one");
  }

  @Test
  void onlyTheUserCanReadThem() throws IOException {
    run.write(NAME, head(), body(1));
    for (String name : List.of(NAME, "key")) {
      assertThat(rights(run.path().resolve(name))).isEqualTo("rw-------");
    }
    for (String name : List.of("", "results", "tasks", "claims", "code")) {
      assertThat(rights(run.path().resolve(name))).isEqualTo("rwx------");
    }
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void everyChangedByteIsNoticed() throws IOException {
    run.write(NAME, head(), body(10));
    byte[] whole = Files.readAllBytes(file());
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 1;
      Files.write(file(), changed);
      assertThatThrownBy(() -> readAll(run)).as("byte %d", i).isInstanceOf(IOException.class);
    }
  }

  @Test
  void everyLengthButTheRightOneIsNoticed() throws IOException {
    run.write(NAME, head(), body(10));
    byte[] whole = Files.readAllBytes(file());
    for (int length = 0; length <= whole.length + 40; length++) {
      if (length != whole.length) {
        Files.write(file(), Arrays.copyOf(whole, length));
        assertThatThrownBy(() -> run.head(NAME))
            .as("length %d", length)
            .isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void noiseIsRefused() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      byte[] noise = new byte[random.nextInt(500)];
      random.nextBytes(noise);
      Files.write(file(), noise);
      assertThatThrownBy(() -> run.head(NAME)).isInstanceOf(ProtocolException.class);
    }
  }

  private static void readAll(RunFiles run) throws IOException {
    run.head(NAME);
    run.body(NAME);
  }

  @Test
  void theFileOfAnotherTaskOrRunIsRefused() throws IOException {
    run.write(NAME, head(), body(1));
    String other = RunFiles.result(8, 1);
    Files.copy(file(), run.path().resolve(other));
    assertThatThrownBy(() -> run.head(other))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("was not written with the key of its run, or not under this name");
    RunFiles another = RunFiles.create(directory.resolve("runs/two"));
    Files.copy(file(), another.path().resolve(NAME));
    assertThatThrownBy(() -> another.head(NAME)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void theBodyOfAnotherFileIsRefused() throws IOException {
    run.write(NAME, head(), body(3));
    byte[] first = Files.readAllBytes(file());
    run.write(RunFiles.result(8, 1), head(), body(3));
    byte[] second = Files.readAllBytes(run.path().resolve(RunFiles.result(8, 1)));
    System.arraycopy(second, second.length - 60, first, first.length - 60, 60);
    Files.write(file(), first);
    assertThat(run.head(NAME)).hasSize(2);
    assertThatThrownBy(() -> run.body(NAME)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void aWriteThatFailsLeavesWhatWasThere() throws IOException {
    run.write(NAME, head(), body(1));
    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file(),
                    out -> {
                      out.write(1);
                      throw new IOException("no space left");
                    }))
        .hasMessageContaining("no space left")
        .hasMessageContaining("free room");
    assertThat(run.head(NAME)).hasSize(2);
    try (var left = Files.list(run.results())) {
      assertThat(left).containsExactly(file());
    }
  }

  @Test
  void whatOthersCouldHaveWrittenIsRefused() throws IOException {
    run.write(NAME, head(), body(1));
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThatThrownBy(() -> run.head(NAME))
        .hasMessageContaining("can be written to by others")
        .hasMessageContaining("chmod go-w " + file());
    for (Path part : List.of(run.path(), directory.resolve("runs"), directory)) {
      var before = Files.getPosixFilePermissions(part);
      Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxrwxrwx"));
      assertThatThrownBy(() -> RunFiles.open(run.path()))
          .hasMessageContaining(part.toString())
          .hasMessageContaining("can be written to by others");
      Files.setPosixFilePermissions(part, before);
    }
    assertThat(RunFiles.open(run.path()).id()).isEqualTo("one");
  }

  @Test
  void whatIsNotThereIsSaidToBeMissing() {
    assertThatThrownBy(() -> run.head(NAME)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> RunFiles.open(directory.resolve("runs/three")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aClaimIsMadeOnce() throws IOException {
    assertThat(run.claim(7, 1, "first")).isTrue();
    assertThat(run.claim(7, 1, "second")).isFalse();
    assertThat(Files.readString(run.claim(7, 1))).isEqualTo("first");
  }

  @Test
  void aJournalComesBackRecordByRecord() throws IOException {
    List<RunRecord> records = RunRecords.samples();
    try (Journal journal = run.journal()) {
      journal.append(records.subList(0, 3));
      journal.append(records.subList(3, records.size()));
    }
    assertThat(run.readJournal()).usingRecursiveFieldByFieldElementComparator().isEqualTo(records);
    assertThat(RunRecords.types(records))
        .as("a record of every type")
        .hasSameElementsAs(List.of(RunRecord.class.getPermittedSubclasses()));
  }

  @Test
  void whatACrashHasLeftOfAJournalIsCutOff() throws IOException {
    List<RunRecord> records = RunRecords.samples();
    Path file = run.path().resolve("journal");
    try (Journal journal = run.journal()) {
      journal.append(records.subList(0, 2));
    }
    long two = Files.size(file);
    try (Journal journal = run.journal()) {
      journal.append(records.subList(2, 3));
    }
    byte[] three = Files.readAllBytes(file);
    int cuts = 0;
    for (int length = (int) two; length < three.length; length++) {
      Files.write(file, Arrays.copyOf(three, length));
      try (Journal journal = run.journal()) {
        assertThat(journal.found()).as("length %d", length).hasSize(2);
        journal.append(records.subList(3, 4));
      }
      assertThat(run.readJournal()).hasSize(3);
      if (length > two) {
        cuts++;
        String name = cuts == 1 ? "journal.cut" : "journal.cut-" + cuts;
        assertThat(Files.readAllBytes(file.resolveSibling(name)))
            .as("what is kept of it")
            .isEqualTo(Arrays.copyOfRange(three, (int) two, length));
      }
    }
    byte[] holed = Arrays.copyOf(three, three.length + 100);
    holed[holed.length - 20] = 1;
    Files.write(file, holed);
    assertThat(run.readJournal()).hasSize(3);
  }

  @Test
  void aJournalThatAnotherDriverHasWrittenToIsLeftAsItIs() throws IOException {
    List<RunRecord> records = RunRecords.samples();
    try (Journal suspended = run.journal()) {
      suspended.append(records.subList(0, 1));
      try (Journal next = run.journal()) {
        next.append(records.subList(1, 2));
      }
      assertThatThrownBy(() -> suspended.append(records.subList(2, 3)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another program has written to ")
          .hasMessageContaining("journal");
    }
    assertThat(run.readJournal()).usingRecursiveComparison().isEqualTo(records.subList(0, 2));
  }

  @Test
  void aJournalThatSomebodyHasChangedIsRefused() throws IOException {
    Path other = RunFiles.create(directory.resolve("runs/two")).path();
    try (Journal journal = RunFiles.open(other).journal()) {
      journal.append(RunRecords.samples());
    }
    Files.copy(
        other.resolve("journal"),
        run.path().resolve("journal"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> run.readJournal())
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("from byte 0 on was not written with the key of the run");
  }
}
