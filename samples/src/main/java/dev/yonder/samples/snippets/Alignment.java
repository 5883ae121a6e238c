// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.snippets;

import dev.yonder.annotations.Remote;

/** A remote method that says what it needs. */
final class Alignment {
  private Alignment() {}

  @Remote(cpus = 4, memory = "6 GiB", walltime = "2h", retries = 2)
  static int align(String sample) {
    return sample.length();
  }
}
