// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {

  @Test
  void theLineSaysHowManyCallsHaveEnded() {
    assertThat(Progress.line(0, 0, 0)).isEmpty();
    assertThat(Progress.line(1_000, 450, 0)).isEqualTo(" 45% of 1000 calls");
    assertThat(Progress.line(3, 3, 2)).isEqualTo("100% of 3 calls, 2 without a result");
  }

  @Test
  void theLineIsReplacedAndEndedAtTheClose() {
    ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    CallCount calls = new CallCount();
    Progress progress =
        new Progress(calls, new PrintStream(terminal, true, StandardCharsets.UTF_8));
    calls.makeCall();
    progress.show();
    calls.ended(/* hasNoResult= */ false);
    calls.publish();
    progress.show();
    progress.show();
    progress.close();
    assertThat(terminal.toString(StandardCharsets.UTF_8))
        .isEqualTo("\r  0% of 1 calls\r100% of 1 calls" + System.lineSeparator());
  }

  @Test
  void thereIsNoneWithoutATerminalUnlessAskedFor() {
    assertThat(Progress.start(false, new CallCount())).isNull();
    try (Progress asked = Progress.start(true, new CallCount())) {
      assertThat(asked).isNotNull();
    }
  }
}
