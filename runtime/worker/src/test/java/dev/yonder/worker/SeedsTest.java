// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {
  private static final long FIRST_KEY = 3370201870272828264L;
  private static final long SECOND_KEY = 3563684007782942589L;
  private static final long NAMED_KEY = -2733917061053859076L;
  private static final long FIRST_NUMBER = 8993620693126241049L;

  /** Published results depend on these numbers: they must not change with a version of anything. */
  @Test
  void theNumbersOfASeedNeverChange() {
    Seeds seeds = new Seeds(42);
    long first = seeds.keyOfCall(null, true);
    long second = seeds.keyOfCall(null, true);
    long named = seeds.keyOfCall("mine", true);
    assertThat(new long[] {first, second, named}).containsExactly(FIRST_KEY, SECOND_KEY, NAMED_KEY);
    assertThat(Seeds.generator(first, 0).nextLong()).isEqualTo(FIRST_NUMBER);
    assertThat(Seeds.generator(first, 1).nextLong()).isNotEqualTo(FIRST_NUMBER);
  }

  @Test
  void callsOfDifferentPlacesHaveDifferentKeys() {
    Set<Long> keys = new HashSet<>();
    int expected = 0;
    for (int place = 0; place < 200; place++) {
      CallSequence calls = new CallSequence(CallSequence.child(42, place));
      for (int call = 0; call < 200; call++) {
        keys.add(calls.nextKey());
        expected++;
      }
    }
    assertThat(keys).hasSize(expected);
  }

  @Test
  void threadsHaveDifferentNumbers() throws InterruptedException {
    Seeds seeds = new Seeds(7);
    long here = seeds.keyOfCall(null, true);
    long[] there = new long[1];
    Thread other = new Thread(() -> there[0] = seeds.keyOfCall(null, true));
    other.start();
    other.join();
    assertThat(there[0]).isNotEqualTo(here);
  }
}
