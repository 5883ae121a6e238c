// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/** Links over the standard streams of a process that passes everything on. */
class StdioLinkTest {
  /** Copies from its input to one pipe, and from the other pipe to its output. */
  private static final String RELAY =
      "echo and a greeting; exec 3<&0; cat <&3 >to 3<&- & exec cat <from 3<&-";

  private static Sides sides() throws Exception {
    Path directory = Files.createTempDirectory("yonder-link");
    start(directory, "mkfifo to from").waitFor();
    Process process = start(directory, RELAY);
    Connection driver = StdioLinks.toProcess(process);
    FileInputStream in = new FileInputStream(directory.resolve("to").toFile());
    FileOutputStream out = new FileOutputStream(directory.resolve("from").toFile());
    Connection worker = StdioLinks.marked(in, out);
    return new Sides(
        driver,
        worker,
        () -> {
          Files.delete(directory.resolve("to"));
          Files.delete(directory.resolve("from"));
          Files.delete(directory);
        });
  }

  private static Process start(Path directory, String command) throws IOException {
    return new ProcessBuilder("sh", "-c", command)
        .directory(directory.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Nested
  class Links extends LinkContract {
    @Override
    Sides connect() throws Exception {
      return sides();
    }
  }

  @Nested
  class Handshakes extends HandshakeContract {
    @Override
    Sides connect() throws Exception {
      return sides();
    }
  }
}
