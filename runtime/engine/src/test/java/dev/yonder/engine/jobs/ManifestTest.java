// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.wire.ProtocolException;
import dev.yonder.wire.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
  private static final Manifest MANIFEST =
      new Manifest(
          "a.Main", "lab=1", "00ff", Long.MIN_VALUE, "jö", Instant.parse("2026-11-25T10:10:10Z"));

  @TempDir private Path directory;
  private RunFiles run;

  @BeforeEach
  void create() throws IOException {
    run = RunFiles.create(directory.resolve("runs/one"));
  }

  @Test
  void whatWasWrittenComesBack() throws IOException {
    MANIFEST.write(run);
    assertThat(Manifest.read(RunFiles.open(run.path()))).isEqualTo(MANIFEST);
  }

  @Test
  void whatALaterVersionAddsIsNotMinded() throws IOException {
    MANIFEST.write(run);
    run.write("manifest", run.text("manifest") + "later=1\n\nno equals sign\n");
    assertThat(Manifest.read(run)).isEqualTo(MANIFEST);
  }

  @Test
  void oneThatLacksSomethingIsRefusedWithItsPlace() throws IOException {
    for (String line : new String[] {"seed", "created"}) {
      MANIFEST.write(run);
      run.write("manifest", run.text("manifest").replace(line + "=", line + "-"));
      assertThatThrownBy(() -> Manifest.read(run))
          .as("without %s", line)
          .isInstanceOf(ProtocolException.class)
          .hasMessageContaining(run.path().resolve("manifest") + " does not say what a run is");
    }
  }

  @Test
  void oneThatWasCutOrChangedIsRefused() throws IOException {
    MANIFEST.write(run);
    Path file = run.path().resolve("manifest");
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Manifest.read(run)).isInstanceOf(IOException.class);
    }
    byte[] changed = whole.clone();
    changed[whole.length / 2] ^= 1;
    Files.write(file, changed);
    assertThatThrownBy(() -> Manifest.read(run)).isInstanceOf(ProtocolException.class);
    Files.delete(file);
    assertThatThrownBy(() -> Manifest.read(run)).isInstanceOf(NoSuchFileException.class);
  }
}
