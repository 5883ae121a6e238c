// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {
  private static final List<String> HOSTILE =
      List.of(
          "", " ", "'", "''", "\\", "\"", "`id`", "$(id)", "$HOME", "~", "~root", "a b", "a;b", "&",
          "*", "?", "[a]", "{a,b}", "!", "!!", "#", "a\nb", "\n", "\t", "|", "<", ">", "(", ")",
          "-", "--", "=ls", "a=b", "é€", "\u0001", "%s", "\\n", "'\\''");

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"sh", "bash"})
  void aShellFindsTheWordsAsTheyAre(String shell) throws Exception {
    List<String> print = new ArrayList<>(List.of("printf", "%s\\0"));
    print.addAll(HOSTILE);
    // Not every locale lets a program pass all of them on as they are.
    Path script = Files.writeString(directory.resolve("script"), ShellWords.join(print));
    Process process =
        new ProcessBuilder(shell, script.toString())
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
  void marksStandForVariables() {
    Map<String, String> marks = Map.of("/-here-", "here");
    assertThat(ShellWords.quoteOnOneLine("-Da=/-here-/a b", marks))
        .isEqualTo("-Da=\"$here\"'/a b'");
    assertThat(ShellWords.quoteOnOneLine("/-here-", marks)).isEqualTo("\"$here\"");
    assertThat(ShellWords.quoteOnOneLine("it's", marks)).isEqualTo("'it'\\''s'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "\r", "\0"})
  void whatNoLineMayHaveIsRefused(String word) {
    assertThatThrownBy(() -> ShellWords.quoteOnOneLine(word))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has a line break or a zero byte");
  }

  @Test
  void aZeroByteIsRefused() {
    assertThatThrownBy(() -> ShellWords.quote("a\0b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"a?b\" has a zero byte, which no word of a command may have; leave it out");
  }
}
