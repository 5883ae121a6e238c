// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import dev.yonder.Shared;
import dev.yonder.annotations.Remote;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;

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

  /** Waits at the gate whenever it is written. */
  static final class HeldUp implements Externalizable {
    private static final long serialVersionUID = 1L;

    private String gate;

    /** Constructs one that is read. */
    public HeldUp() {
      this("");
    }

    HeldUp(String gate) {
      this.gate = gate;
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
      Gates.arrive(gate);
      try {
        Gates.await(gate);
      } catch (InterruptedException e) {
        throw new IOException("interrupted at the gate", e);
      }
      out.writeUTF(gate);
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
      gate = in.readUTF();
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
