// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

/** What both sides of a link must agree on before they can say anything. */
public final class Protocol {
  /** Changes whenever a message changes. */
  public static final int VERSION = 1;

  private Protocol() {}
}
