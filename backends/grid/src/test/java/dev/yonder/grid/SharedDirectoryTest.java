// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.spi.BackendException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedDirectoryTest {
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  @TempDir Path temporary;
  private Path root;

  @BeforeEach
  void choose() {
    root = temporary.resolve("shared");
  }

  private SharedDirectory directory() {
    return new SharedDirectory(root, "run", Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static void allow(Path path, String mode) throws Exception {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  @Test
  void aDirectoryThatOthersCanWriteToIsRefused() throws Exception {
    Files.createDirectory(root);
    allow(root, "rwxrwx---");
    assertThatThrownBy(() -> directory().open())
        .isInstanceOf(BackendException.class)
        .hasMessageContaining(root + " can be written to by others (mode 770)")
        .hasMessageContaining("setting directory");
    allow(root, "rwx------");
    directory().open();
  }

  @Test
  void soIsOneInADirectoryThatOthersCanWriteTo() throws Exception {
    Path open = Files.createDirectory(temporary.resolve("open"));
    allow(open, "rwxrwxrwx");
    root = open.resolve("shared");
    assertThatThrownBy(() -> directory().open())
        .hasMessageContaining(open + " can be written to by others (mode 777)");
    Files.setAttribute(open, "unix:mode", 01777);
    directory().open();
  }

  @Test
  void soIsOneThatALinkLeadsTo() throws Exception {
    Path open = Files.createDirectory(temporary.resolve("open"));
    allow(open, "rwxrwxrwx");
    Files.createDirectory(open.resolve("theirs"));
    Files.createSymbolicLink(root, open.resolve("theirs"));
    assertThatThrownBy(() -> directory().open()).hasMessageContaining("mode 777");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamed() throws Exception {
    Files.writeString(root, "a file");
    assertThatThrownBy(() -> directory().open())
        .isInstanceOf(BackendException.class)
        .hasMessageContaining(root + " cannot be written")
        .hasMessageContaining("setting directory");
  }

  @Test
  void codeIsCopiedOnceAndAgainWhereItIsNotWhole() throws Exception {
    SharedDirectory directory = directory();
    directory.open();
    Path jar = Files.writeString(temporary.resolve("some.jar"), "classes");
    directory.addCode(List.of(FakeLaunch.jar(jar, "00ff")));
    Path kept = root.resolve("code/00ff.jar");
    Object first = Files.getAttribute(kept, "unix:ino");
    directory.addCode(List.of(FakeLaunch.jar(jar, "00ff")));
    assertThat(Files.getAttribute(kept, "unix:ino")).isEqualTo(first);
    Files.writeString(kept, "cla");
    directory.addCode(List.of(FakeLaunch.jar(jar, "00ff")));
    assertThat(kept).hasContent("classes");
  }

  @Test
  void aJarThatIsUsedAgainKeepsItsTimeForSomeDays() throws Exception {
    SharedDirectory directory = directory();
    directory.open();
    Path jar = Files.writeString(temporary.resolve("some.jar"), "classes");
    directory.addCode(List.of(FakeLaunch.jar(jar, "00ff")));
    Path kept = root.resolve("code/00ff.jar");
    FileTime lately = FileTime.from(NOW.minus(Duration.ofDays(13)));
    Files.setLastModifiedTime(kept, lately);
    directory.addCode(List.of(FakeLaunch.jar(jar, "00ff")));
    assertThat(Files.getLastModifiedTime(kept)).isEqualTo(lately);
    Files.setLastModifiedTime(kept, FileTime.from(NOW.minus(Duration.ofDays(15))));
    directory.addCode(List.of(FakeLaunch.jar(jar, "00ff")));
    assertThat(Files.getLastModifiedTime(kept)).isEqualTo(FileTime.from(NOW));
  }

  @Test
  void whatHasNotBeenUsedForLongIsRemoved() throws Exception {
    directory().open();
    Path jar = Files.writeString(root.resolve("code/old.jar"), "x");
    Path used = Files.writeString(root.resolve("code/used.jar"), "x");
    Path run = Files.createDirectories(root.resolve("blocks/old/array"));
    Files.writeString(run.resolve("0.out"), "x");
    Files.createSymbolicLink(run.resolve("link"), used);
    for (Path old : List.of(jar, run.getParent())) {
      Files.setLastModifiedTime(old, FileTime.from(NOW.minus(Duration.ofDays(61))));
    }
    Files.setLastModifiedTime(used, FileTime.from(NOW.minus(Duration.ofDays(59))));
    directory().open();
    assertThat(jar).doesNotExist();
    assertThat(run.getParent()).doesNotExist();
    assertThat(used).exists();
    assertThat(root.resolve("blocks/run")).isDirectory();
  }

  @Test
  void anArrayHasItsFilesAndItsSecretsUntilTheyAreRemoved() throws Exception {
    SharedDirectory directory = directory();
    directory.open();
    Path array = directory.addArray("a", Map.of("job.sh", "#!/bin/sh"), Map.of("key", new byte[3]));
    assertThat(array.resolve("job.sh")).hasContent("#!/bin/sh");
    assertThat(directory.secrets("a").resolve("key")).hasBinaryContent(new byte[3]);
    directory.removeSecrets("a");
    directory.removeSecrets("a");
    assertThat(directory.secrets("a")).doesNotExist();
    assertThat(array.resolve("job.sh")).exists();
  }
}
