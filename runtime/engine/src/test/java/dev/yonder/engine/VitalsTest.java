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
    assertThat(vitals.before(6 * SECOND))
        .isEqualTo(
            "1 s before its end its heap held 1,945 of at most 2,048 MiB,"
                + " and the load of its host was 7.3");
    assertThat(vitals.before(5 * SECOND + 1)).startsWith("less than a second before its end ");
  }
}
