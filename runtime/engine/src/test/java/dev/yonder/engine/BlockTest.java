// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BlockTest {
  private final Block block = new Block("tried-1-1", 1, ended -> {});

  @Test
  void itHasNothingToDoFromWhenItIsSeenWithoutWork() {
    assertThat(block.idleSince(/* handed= */ 0L, 10)).isEqualTo(10);
    assertThat(block.idleSince(0L, 20)).isEqualTo(10);
    assertThat(block.idleSince(null, 30)).isEqualTo(Long.MAX_VALUE);
    assertThat(block.idleSince(1L, 40)).isEqualTo(40);
    assertThat(block.idleSince(1L, 50)).isEqualTo(40);
  }

  @Test
  void workThatNobodySawCountsAsWell() {
    assertThat(block.idleSince(/* handed= */ 7L, 10)).isEqualTo(10);
    assertThat(block.idleSince(8L, 20)).isEqualTo(20);
    assertThat(block.idleSince(8L, 30)).isEqualTo(20);
  }
}
