// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheDirectoryTest {
  @TempDir private Path parent;

  @Test
  void isOfItsOwnerAlone() throws IOException {
    Path made = CacheDirectory.make(parent.resolve("a/b"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwx------");
    assertThat(CacheDirectory.make(made)).isEqualTo(made);
  }

  @Test
  void thatCannotBeMadeIsToldWithItsPlaceTheReasonAndWhatToDo() {
    assertThatThrownBy(() -> CacheDirectory.make(Path.of("/proc/nowhere/yonder")))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the directory /proc/nowhere/yonder, where the code of workers is kept, cannot be made"
                + " (/proc/nowhere: No such file or directory); have that put right, or choose"
                + " another place with XDG_CACHE_HOME");
  }

  @Test
  void belowAFileIsToldWithThatFile() throws IOException {
    Path file = Files.createFile(parent.resolve("file"));
    assertThatThrownBy(() -> CacheDirectory.make(file.resolve("yonder")))
        .hasMessageContaining("yonder, where the code of workers is kept, cannot be made (" + file);
    assertThatThrownBy(() -> CacheDirectory.make(file))
        .hasMessage(
            file
                + " is not a directory, so that code kept there could be replaced by others; remove"
                + " it, or choose another place with XDG_CACHE_HOME");
  }

  @Test
  void thatOthersCanWriteToIsRefused() throws IOException {
    Path open = Files.createDirectory(parent.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwx---"));
    assertThatThrownBy(() -> CacheDirectory.make(open))
        .hasMessage(
            open
                + " can be written to by others, so that code kept there could be replaced by"
                + " others; remove it, or choose another place with XDG_CACHE_HOME");
  }

  @Test
  void reasonsAreWorded() {
    assertThat(FileReason.of(new AccessDeniedException("/a"))).isEqualTo("/a: Permission denied");
    assertThat(FileReason.of(new FileSystemException("/a", null, "Read-only file system")))
        .isEqualTo("/a: Read-only file system");
    assertThat(FileReason.of(new IOException("No space left on device")))
        .isEqualTo("No space left on device");
  }
}
