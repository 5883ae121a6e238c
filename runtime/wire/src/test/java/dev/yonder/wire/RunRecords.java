// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import dev.yonder.Resources;
import java.util.List;
import java.util.Map;

/** Records of every type. */
final class RunRecords {

  private RunRecords() {}

  static List<RunRecord> samples() {
    RunRecord.Needs needs =
        new RunRecord.Needs(new Resources(2, 1L << 30, 1, Map.of("licence", 1)), -3, 2, false, 9);
    Payload payload = new Payload(new byte[] {1, 2, 3}, List.of());
    return List.of(
        new RunRecord.Opened(1, "höst", 4_711, 1_700_000_000_000L),
        new RunRecord.Submitted(
            0, "a.B#c(I)", "B.c", needs, -1, new long[0], new int[0], payload, List.of()),
        new RunRecord.Submitted(
            1,
            "",
            "RemoteFuture.all",
            needs,
            0,
            new long[] {0, 0},
            new int[] {0, 1},
            null,
            List.of(new Message.Located(-4, "shared/1.4.value"))),
        new RunRecord.Bound("p-1", 1, new long[] {0, 5}, new int[] {1, 2}),
        new RunRecord.Placed("p-1", List.of("17_1", "17_2")),
        new RunRecord.Unplaced("p-2"),
        new RunRecord.Ended(0, 1, RunRecord.End.RETURNED, "", null),
        new RunRecord.Ended(5, 2, RunRecord.End.FAILED, "it had to", payload),
        new RunRecord.Closed(1_700_000_000_001L));
  }

  static List<Class<?>> types(List<RunRecord> records) {
    return records.stream().<Class<?>>map(Object::getClass).distinct().toList();
  }
}
