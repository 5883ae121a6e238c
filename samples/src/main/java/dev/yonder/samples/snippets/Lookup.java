// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.snippets;

import dev.yonder.annotations.Remote;

/** Overloads whose stubs would take the same Arg. */
final class Lookup {
  private Lookup() {}

  @Remote
  static String find(int number) {
    return "number " + number;
  }

  @Remote
  static String find(String name) {
    return "name " + name;
  }
}
