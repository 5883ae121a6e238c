// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalCommandsTest {
  @Test
  void lettersThatWouldArriveAsQuestionMarksAreRefused() throws Exception {
    List<String> command = List.of("ls", "/größe");
    LocalCommands.checkLetters(command, StandardCharsets.UTF_8);
    LocalCommands.checkLetters(List.of("ls", "/?"), StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> LocalCommands.checkLetters(command, StandardCharsets.US_ASCII))
        .isInstanceOf(BackendException.class)
        .hasMessage(
            "the command ls /größe has letters that a program without a locale for them cannot pass"
                + " on (US-ASCII); start the program with LC_ALL=C.UTF-8");
  }
}
