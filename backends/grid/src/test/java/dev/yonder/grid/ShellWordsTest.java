// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.spi.LocalCommands;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "two words",
        "it's",
        "'",
        "''\\''",
        "$HOME `id` $(id)",
        "a;b&c|d>e<f",
        "*?[x]~#!",
        "\\",
        "\t",
        "-n",
        "größe",
        "\"quoted\""
      })
  void aShellReadsTheWordAsItIs(String word) throws Exception {
    String script = "printf '%s.' " + ShellWords.quote(word);
    assertThat(
            new LocalCommands()
                .run(List.of("sh", "-c", script), Map.of(), new byte[0], Duration.ofSeconds(20))
                .out())
        .isEqualTo(word + ".");
  }

  @Test
  void marksStandForVariables() {
    Map<String, String> marks = Map.of("/-here-", "here");
    assertThat(ShellWords.quote("-Da=/-here-/a b", marks)).isEqualTo("-Da=\"$here\"'/a b'");
    assertThat(ShellWords.quote("/-here-", marks)).isEqualTo("\"$here\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "\r", "\0"})
  void whatNoWordMayHaveIsRefused(String word) {
    assertThatThrownBy(() -> ShellWords.quote(word))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line break or a zero byte");
  }
}
