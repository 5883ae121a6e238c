// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import java.util.List;

/** The rows in which ours and its peers are compared. */
final class PeerRows {

  private PeerRows() {}

  static List<PeerRow> all() {
    return List.of(
        new PeerRow(
            "throughput",
            "no-op tasks on two worker processes",
            "tasks/s",
            false,
            PeerRow.inTurn(ProcessThroughput::new)),
        new PeerRow(
            "throughput-batch",
            "no-op elements on two worker processes, in chunks of 1,000",
            "elements/s",
            true,
            PeerRow.inTurn(ProcessChunks::new)),
        new PeerRow(
            "latency",
            "one no-op task at a time on a warm worker process",
            "µs",
            false,
            LatencyQuantiles::figures),
        new PeerRow(
            "send",
            "64 MiB of doubles to a worker process",
            "MiB/s",
            false,
            PeerRow.inTurn(() -> new ProcessBulk(/* there= */ true))),
        new PeerRow(
            "return",
            "64 MiB of doubles from a worker process",
            "MiB/s",
            false,
            PeerRow.inTurn(() -> new ProcessBulk(/* there= */ false))),
        new PeerRow(
            "round-trip",
            "64 MiB of doubles there and 64 MiB back, counted once",
            "MiB/s",
            false,
            PeerRow.inTurn(ProcessRoundTrip::new)),
        new PeerRow(
            "shared",
            "100 tasks that share 64 MiB",
            "tasks/s",
            false,
            PeerRow.inTurn(ProcessShared::new)),
        new PeerRow(
            "chain",
            "1,000 tasks of which each needs the one before",
            "tasks/s",
            false,
            PeerRow.inTurn(ProcessChain::new)),
        new PeerRow(
            "tree",
            "the sum of 1,024 arrays of 1,000 doubles two by two",
            "tasks/s",
            false,
            PeerRow.inTurn(ProcessTree::new)),
        new PeerRow(
            "start",
            "launch of the program to the first result from a worker process",
            "s",
            false,
            PeerRow.inTurn(FirstResult::new)),
        new PeerRow(
            "pending",
            "100,000 tasks that wait: memory of the program",
            "MiB",
            false,
            PendingMemory::figures));
  }
}
