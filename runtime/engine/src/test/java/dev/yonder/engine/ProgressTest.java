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
    assertThat(Progress.line(1_000, 450, 0)).isEqualTo(" 45% of 1000 calls");
    assertThat(Progress.line(3, 3, 2)).isEqualTo("100% of 3 calls, 2 without a result");
  }

  @Test
  void theLineIsReplacedAndGoneWhenAllCallsHaveEnded() {
    ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    CallCount calls = new CallCount();
    Progress progress =
        new Progress(calls, new PrintStream(terminal, true, StandardCharsets.UTF_8));
    progress.show();
    calls.makeCall();
    calls.makeCall();
    progress.show();
    calls.ended(/* hasNoResult= */ false);
    calls.publish();
    progress.show();
    progress.show();
    calls.ended(/* hasNoResult= */ false);
    calls.publish();
    progress.show();
    progress.close();
    String gone = "\r" + " ".repeat(15) + "\r";
    assertThat(terminal.toString(StandardCharsets.UTF_8))
        .isEqualTo("  0% of 2 calls" + gone + " 50% of 2 calls" + gone);
  }

  @Test
  void otherOutputTakesThePlaceOfTheLine() {
    ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    CallCount calls = new CallCount();
    Progress progress =
        new Progress(calls, new PrintStream(terminal, true, StandardCharsets.UTF_8));
    calls.makeCall();
    progress.show();
    progress.hide();
    progress.hide();
    progress.show();
    String gone = "\r" + " ".repeat(15) + "\r";
    assertThat(terminal.toString(StandardCharsets.UTF_8))
        .isEqualTo("  0% of 1 calls" + gone + "  0% of 1 calls");
  }

  @Test
  void thereIsNoneWithoutATerminalUnlessAskedFor() {
    assertThat(Progress.start(false, new CallCount())).isNull();
    try (Progress asked = Progress.start(true, new CallCount())) {
      assertThat(asked).isNotNull();
    }
  }
}
