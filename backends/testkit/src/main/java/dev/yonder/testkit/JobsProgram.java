// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.SessionBuilder;
import dev.yonder.Yonder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program that makes calls which are jobs, and one that attaches its run. */
final class JobsProgram {

  private JobsProgram() {}

  /**
   * Begins a run or attaches one.
   *
   * @param arguments the directory of the calls' ledger, how many calls, the gate at which the last
   *     of the first tenth arrives and that has the second half held, empty for neither, and what
   *     to do: {@code begin}, which tells the run and waits, or the run to attach, whose results
   *     are printed
   */
  public static void main(String[] arguments) throws Exception {
    Path ledger = Path.of(arguments[0]);
    int calls = Integer.parseInt(arguments[1]);
    String gate = arguments[2];
    SessionBuilder builder = Yonder.builder().progress(false);
    if (arguments[3].equals("begin")) {
      try (Session session = builder.open()) {
        Files.writeString(ledger.resolve("run"), session.runId().orElseThrow());
        List<RemoteFuture<Integer>> futures = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
          futures.add(
              LedgerRemote.enter(
                  ledger.toString(),
                  i,
                  !gate.isEmpty() && i >= calls / 2,
                  i == calls / 10 ? gate : ""));
        }
        futures.add(WorkRemote.sum(RemoteFuture.all(futures)));
      }
    } else {
      try (Session session = builder.attach(arguments[3])) {
        List<RemoteFuture<Integer>> entered = session.tasks("Ledger.enter");
        int right = 0;
        for (int i = 0; i < entered.size(); i++) {
          right += entered.get(i).get() == i ? 1 : 0;
        }
        List<RemoteFuture<Integer>> sums = session.tasks("Work.sum");
        System.out.println(
            "%d calls, %d right, sum %d"
                .formatted(entered.size(), right, sums.isEmpty() ? -1 : sums.get(0).get()));
      }
    }
  }
}
