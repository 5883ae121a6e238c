// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * One figure of one program, ours or a peer.
 *
 * @param row what was measured
 * @param peer the program, {@link #OURS}, or {@link #FLOOR}
 * @param version its version
 * @param value the figure
 * @param unit its unit
 * @param batch whether many tasks travelled in one message, by the caller's doing
 * @param how what of the program was used
 * @param done how much was done within the time, in tasks, rounds or starts as the row has it
 */
@JsonPropertyOrder({"row", "peer", "version", "value", "unit", "batch", "how", "done"})
record Figure(
    String row,
    String peer,
    String version,
    double value,
    String unit,
    boolean batch,
    String how,
    long done) {
  static final String OURS = "yonder";
  static final String FLOOR = "floor";

  /** Returns a figure of ours or of the floor. */
  static Figure here(PeerRow row, String peer, double value, int rounds) {
    return here(row, "", row.unit(), peer, value, rounds);
  }

  /** Returns one of several figures of a row. */
  static Figure here(
      PeerRow row, String part, String unit, String peer, double value, long rounds) {
    return new Figure(
        row.name() + part,
        peer,
        "Java " + Runtime.version().feature(),
        value,
        unit,
        row.batch(),
        "",
        rounds);
  }

  /** Returns whether it is that of a program that does what ours does. */
  boolean isPeer() {
    return !peer.equals(OURS) && !peer.equals(FLOOR);
  }
}
