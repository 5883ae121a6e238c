// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * The same cases for every build, and as many minutes of new ones as {@code -Dfuzz.minutes} says.
 */
class DecoderFuzzTest {
  private static DecoderFuzz fuzz;

  @BeforeContainer
  static void start() throws IOException {
    fuzz = new DecoderFuzz();
  }

  @Property(tries = 3_000, seed = Seed.OF_EVERY_BUILD)
  void decodersTakeAnything(@ForAll DecoderFuzz.Target target, @ForAll long seed) {
    fuzz.run(target, seed);
  }

  @Example
  void decodersTakeAnythingForAsLongAsIsAsked() throws IOException {
    assertThat(DecoderFuzz.run(Double.parseDouble(System.getProperty("fuzz.minutes", "0"))))
        .as("kinds of failures")
        .isZero();
  }
}
