// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.snippets;

import dev.yonder.RemoteFuture;

/** Calls of overloads. */
final class UsingLookup {
  private UsingLookup() {}

  static RemoteFuture<String> again() {
    RemoteFuture<String> found = LookupRemote.find(17);
    return LookupRemote.find_String(found);
  }
}
