// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

/** Objects of a class cannot travel; never leaves the codec. */
final class NotInTable extends PayloadException {
  private static final long serialVersionUID = 1L;

  private final transient Unsendable unsendable;

  NotInTable(Class<?> type, Unsendable unsendable) {
    super(Describe.type(type) + " " + unsendable.why());
    this.unsendable = unsendable;
  }

  Unsendable unsendable() {
    return unsendable;
  }
}
