// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
  @TempDir private Path directory;

  @Test
  void keepsTheEndOfWhatIsMuch() throws Exception {
    OutputFile output = OutputFile.of(directory, "w");
    output.trim();
    String line = "x".repeat(99) + "\n";
    try (OutputStream out =
        Files.newOutputStream(
            output.path(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      out.write(line.getBytes(TaskOutput.CHARSET));
      output.trim();
      assertThat(output.path()).hasContent(line);
      out.write(line.repeat(OutputFile.MOST_BYTES / 100).getBytes(TaskOutput.CHARSET));
      output.trim();
      assertThat(output.path())
          .hasSize(OutputFile.NOTE.length() + OutputFile.KEPT_BYTES)
          .content()
          .startsWith(OutputFile.NOTE);
      out.write("last".getBytes(TaskOutput.CHARSET));
    }
    assertThat(output.path()).content().endsWith(line + "last");
  }
}
