// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.snippets;

import dev.yonder.Arg;
import dev.yonder.CallOptions;
import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.samples.snippets.Reports.Report;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Calls of stubs. */
final class UsingReports {
  private UsingReports() {}

  static Report plain() throws InterruptedException, ExecutionException {
    RemoteFuture<Report> report = ReportsRemote.build("empty", List.of());
    return report.get();
  }

  static RemoteFuture<Report> chained() {
    RemoteFuture<List<String>> lines = ReportsRemote.read("chapter-1.txt");
    RemoteFuture<Report> first = ReportsRemote.build("first", lines);
    RemoteFuture<Report> second = ReportsRemote.build(Arg.of("second"), lines);
    return ReportsRemote.merge(first, second);
  }

  static RemoteFuture<Report> withOptions(Session session) {
    ReportsRemote.Calls large = ReportsRemote.with(CallOptions.none().cpus(16)).on(session);
    return large.build("large", List.of("many", "lines"));
  }
}
