// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

/** Where properties begin to draw their cases. */
final class Seed {
  /**
   * The same cases in every build: one that fails has been made to by a change, and fails again.
   * New cases are for those who ask for them; see {@link DecoderFuzzTest}.
   */
  static final String OF_EVERY_BUILD = "20261122";

  private Seed() {}
}
