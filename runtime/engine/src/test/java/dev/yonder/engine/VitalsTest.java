// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.wire.Message;
import org.junit.jupiter.api.Test;

class VitalsTest {
  private static final long SECOND = 1_000_000_000;

  private final Vitals vitals =
      new Vitals(new Message.Alive(1_945L << 20, 2_048L << 20, 7.26), 5 * SECOND);

  @Test
  void areToldInWords() {
    assertThat(vitals.before(6 * SECOND, "it ended"))
        .isEqualTo(
            "with 1,945 of at most 2,048 MiB in its heap and a load of 7.3 on its host"
                + " 1 s before, it ended");
    assertThat(vitals.before(5 * SECOND + 1, "it ended"))
        .endsWith(" less than a second before, it ended");
  }
}
