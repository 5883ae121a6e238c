// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.snippets;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Yonder;
import java.util.List;
import java.util.stream.IntStream;

/** Runs that go on without the program that began them. */
final class UsingJobs {

  private UsingJobs() {}

  static void begin() {
    Session session = Yonder.open("cluster");
    List<RemoteFuture<Integer>> counts =
        IntStream.range(0, 200)
            .mapToObj(i -> PrimesRemote.count(i * 100_000, (i + 1) * 100_000))
            .toList();
    System.out.println(counts.size() + " calls, to be found again by:");
    System.out.println("attach " + session.runId().orElseThrow());
    session.detach();
  }

  static void attach(String run) throws Exception {
    try (Session session = Yonder.builder().profile("cluster").attach(run)) {
      List<RemoteFuture<Integer>> counts = session.tasks("Primes.count");
      for (RemoteFuture<Integer> count : counts) {
        System.out.println(count.taskId() + ": " + count.get());
      }
    }
  }
}
