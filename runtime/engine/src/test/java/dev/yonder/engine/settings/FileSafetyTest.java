// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.settings;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSafetyTest {
  private Path file;

  @BeforeEach
  void write(@TempDir Path directory) throws IOException {
    file = Files.createFile(directory.resolve("yonder.toml"));
  }

  private void rights(String rights) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
  }

  @Test
  void aFileThatOnlyItsOwnerWritesIsSafe() throws IOException {
    rights("rw-r--r--");
    FileSafety.check(file, /* isNamed= */ false);
    FileSafety.check(file, /* isNamed= */ true);
  }

  @Test
  void aFileThatAllMayWriteIsRefused() throws IOException {
    rights("rw-r--rw-");
    assertThatThrownBy(() -> FileSafety.check(file, /* isNamed= */ true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the settings file %s can be written to by others, who could have programs run in your"
                + " name; run \"chmod go-w %s\"",
            file, file);
  }

  @Test
  void aGroupThatMayWriteIsNobodyElseWhereItHasTheOwnersName() throws IOException {
    rights("rw-rw-r--");
    PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
    if (attributes.group().getName().equals(attributes.owner().getName())) {
      FileSafety.check(file, /* isNamed= */ false);
    } else {
      assertThatThrownBy(() -> FileSafety.check(file, /* isNamed= */ false))
          .hasMessageContaining("can be written to by others");
    }
  }

  @Test
  void aFileOfSomebodyElseIsUsedOnlyWhereItIsNamed() throws IOException {
    rights("rw-r--r--");
    Assumptions.assumeTrue(isGivenTo("nobody"), "only root can give files away");
    FileSafety.check(file, /* isNamed= */ true);
    assertThatThrownBy(() -> FileSafety.check(file, /* isNamed= */ false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the settings file %s belongs to nobody, who could have programs run in your name; copy"
                + " it, or say that you trust it with -Dyonder.settings=%s",
            file, file);
  }

  private boolean isGivenTo(String user) {
    try {
      Files.setOwner(
          file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
