// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LabTest {

  @Test
  void withoutBinLabARowIsSkippedWithAReason() {
    assertThatThrownBy(() -> Lab.up("ssh"))
        .isInstanceOfSatisfying(
            LackingException.class, e -> assertThat(e.reason()).contains("bin/lab"));
  }
}
