// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Some cases of {@link DecoderFuzz} for every build; its main method runs as many as there is time.
 */
class DecoderFuzzTest {
  private static DecoderFuzz fuzz;

  @BeforeContainer
  static void start() throws IOException {
    fuzz = new DecoderFuzz();
  }

  @Property(tries = 3_000)
  void decodersTakeAnything(@ForAll DecoderFuzz.Target target, @ForAll long seed) {
    fuzz.run(target, seed);
  }
}
