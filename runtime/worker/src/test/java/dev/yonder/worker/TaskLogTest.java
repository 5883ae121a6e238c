// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TaskLogTest {
  private static final int CAPACITY = 64 * 1024;

  @Test
  void keepsTheEndOfWhateverWasAppendedInWhateverPieces() {
    for (int seed = 0; seed < 200; seed++) {
      Random chance = new Random(seed);
      TaskLog log = new TaskLog();
      StringBuilder all = new StringBuilder();
      for (int i = chance.nextInt(40); i >= 0; i--) {
        String piece = String.valueOf((char) ('a' + i % 26)).repeat(chance.nextInt(9_000));
        byte[] bytes = ("xx" + piece).getBytes(TaskOutput.CHARSET);
        log.append(bytes, 2, bytes.length - 2);
        all.append(piece);
      }
      assertThat(log.text())
          .as("seed %d", seed)
          .isEqualTo(
              all.length() <= CAPACITY
                  ? all.toString()
                  : TaskLog.NOTE + all.substring(all.length() - CAPACITY));
    }
  }

  @Test
  void aSinglePieceThatIsTooLongLosesItsStart() {
    TaskLog log = new TaskLog();
    byte[] bytes = ("start" + "x".repeat(CAPACITY - 3) + "end").getBytes(TaskOutput.CHARSET);
    log.append(bytes, 0, bytes.length);
    assertThat(log.text())
        .startsWith(TaskLog.NOTE + "xxx")
        .hasSize(TaskLog.NOTE.length() + CAPACITY)
        .endsWith("end");
  }

  @Test
  void readsWhatOthersPrintInTheirCharset() {
    TaskLog log = new TaskLog(StandardCharsets.UTF_16BE);
    byte[] bytes =
        ("start" + "x".repeat(CAPACITY) + "\nend, hällo").getBytes(StandardCharsets.UTF_16BE);
    log.append(bytes, 0, bytes.length);
    assertThat(log.text()).startsWith(TaskLog.NOTE).endsWith("end, hällo");
  }

  @Test
  void theEndBeginsWithAWholeLine() {
    TaskLog log = new TaskLog();
    byte[] line = "line\n".getBytes(TaskOutput.CHARSET);
    for (int i = 0; i < CAPACITY; i++) {
      log.append(line, 0, line.length);
    }
    assertThat(log.text()).startsWith(TaskLog.NOTE + "line\n").endsWith("line\n");
  }
}
