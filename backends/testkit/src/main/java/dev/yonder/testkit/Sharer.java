// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import dev.yonder.Shared;
import dev.yonder.annotations.Remote;

/** Remote methods that have a shared value as an argument. */
final class Sharer {

  private Sharer() {}

  /** Tells how often it was made anew on its way, as it counts that itself. */
  @SuppressWarnings("ArrayRecordComponent") // large values are arrays
  record Counting(String counter, double[] values) {
    Counting {
      Gates.count(counter);
    }
  }

  @Remote
  static double at(Shared<Counting> shared, int index) {
    return shared.get().values()[index];
  }

  record Nested(int index, Shared<Counting> shared) {}

  @Remote
  static double nested(Nested nested) {
    return nested.shared().get().values()[nested.index()];
  }

  /** Passes the value on to a call of its own. */
  @Remote
  static double passOn(Shared<Counting> shared, int index) throws Exception {
    return SharerRemote.at(shared, index).get();
  }

  @Remote
  static Shared<Counting> giveBack(Shared<Counting> shared) {
    return shared;
  }

  @Remote
  static double share() {
    return Shared.of(new double[] {1}).get()[0];
  }

  @Remote
  static int take(Shared<Object> shared) {
    return shared.get() == null ? 0 : 1;
  }
}
