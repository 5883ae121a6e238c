// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {
  private static final List<String> HOSTILE =
      List.of(
          "", " ", "'", "''", "\\", "\"", "`id`", "$(id)", "$HOME", "~", "~root", "a b", "a;b", "&",
          "*", "?", "[a]", "{a,b}", "!", "!!", "#", "a\nb", "\n", "\t", "|", "<", ">", "(", ")",
          "-", "--", "=ls", "a=b", "é€", "\u0001", "%s", "\\n", "'\\''");

  @ParameterizedTest
  @ValueSource(strings = {"sh", "bash"})
  void aShellFindsTheWordsAsTheyAre(String shell) throws Exception {
    List<String> print = new ArrayList<>(List.of("printf", "%s\\0"));
    print.addAll(HOSTILE);
    Process process =
        new ProcessBuilder(shell, "-c", ShellWords.join(print))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(List.of(out.split("\0", -1))).startsWith(HOSTILE.toArray(new String[0]));
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void plainWordsStayReadable() {
    assertThat(ShellWords.join(List.of("exec", "/usr/bin/java", "-Xmx4m", "a=b", "user@host:22")))
        .isEqualTo("exec /usr/bin/java -Xmx4m a=b user@host:22");
  }

  @Test
  void aNulIsRefused() {
    assertThatThrownBy(() -> ShellWords.quote("a\0b")).isInstanceOf(IllegalArgumentException.class);
  }
}
