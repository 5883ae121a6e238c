// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.spi.ShellWords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A program with a host that asks for a password; the time limit only ends a hang. */
@Timeout(120)
class PasswordTest extends OnHosts {
  private static final String PROMPT = "Password: ";

  @Override
  List<String> hosts() {
    return List.of("node3");
  }

  private List<String> program() {
    Path settings = HostSessions.settings(lab(), settings(), "node3-password slots=1");
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        PasswordProgram.class.getName(),
        settings.toString());
  }

  /** Reads on until the text has come or nothing more does, and returns what was read. */
  private static String readTo(InputStream in, String text) throws IOException {
    StringBuilder read = new StringBuilder();
    while (!read.toString().endsWith(text)) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      read.append((char) next);
    }
    return read.toString();
  }

  @Test
  void aPasswordIsAskedForOnceOnTheTerminalAndNotShown() throws Exception {
    String password = Files.readString(lab().file("password"));
    // Has the program run on a terminal of its own, whose keyboard and screen are these streams.
    Process terminal =
        new ProcessBuilder("script", "-qec", ShellWords.join(program()), "/dev/null")
            .redirectErrorStream(true)
            .start();
    String before = readTo(terminal.getInputStream(), PROMPT);
    assertThat(before).endsWith(PROMPT);
    terminal.getOutputStream().write((password + "\n").getBytes(StandardCharsets.US_ASCII));
    terminal.getOutputStream().flush();
    String after = new String(terminal.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(after)
        .contains("sum 285", "again on node3")
        .doesNotContain(PROMPT.strip())
        .doesNotContain(password);
    assertThat(terminal.waitFor()).isZero();
  }

  @Test
  void withoutATerminalThatIsAnErrorAtOnce() throws Exception {
    Process program = new ProcessBuilder(program()).redirectErrorStream(true).start();
    String out = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(out)
        .contains("the profile tried has no workers, because the host node3-password (")
        .contains("it would take a password or a code, but there is no terminal to ask on");
    assertThat(program.waitFor()).isZero();
  }
}
