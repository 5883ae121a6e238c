// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.snippets;

import dev.yonder.CallOptions;
import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Yonder;
import java.util.List;

/** Options of calls, and what sessions offer. */
final class UsingOptions {
  private UsingOptions() {}

  static RemoteFuture<Integer> large(String sample) {
    CallOptions large = CallOptions.none().memory("48 GiB").walltime("1d").priority(1);
    return AlignmentRemote.with(large).align(sample);
  }

  static List<RemoteFuture<Integer>> licensed(List<String> samples) {
    try (Session yonder = Yonder.builder().cpus(8).gpus(1).resource("licence", 2).open()) {
      AlignmentRemote.Calls licensed =
          AlignmentRemote.on(yonder).with(CallOptions.none().resource("licence", 1));
      return samples.stream().map(licensed::align).toList();
    }
  }

  static RemoteFuture<Double> ofThread(String thread) {
    CallOptions own = CallOptions.none().key(thread);
    return EnsembleRemote.with(own).noise(1_000);
  }
}
