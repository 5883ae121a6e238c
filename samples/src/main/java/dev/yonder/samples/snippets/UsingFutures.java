// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.snippets;

import dev.yonder.RemoteFuture;
import dev.yonder.RemoteTrace;
import dev.yonder.samples.snippets.Ensemble.Finding;
import dev.yonder.samples.snippets.Ensemble.Setting;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What can be done with a future. */
final class UsingFutures {
  private UsingFutures() {}

  static String orWhatFailed(RemoteFuture<Finding> future) {
    try {
      return "found " + future.join();
    } catch (ArithmeticException own) {
      for (Throwable suppressed : own.getSuppressed()) {
        if (suppressed instanceof RemoteTrace trace) {
          return own.getMessage() + " in attempt " + trace.attempt() + " on " + trace.host();
        }
      }
      throw own;
    }
  }

  static RemoteFuture<Finding> dependencies(Setting slow, Setting fast) {
    RemoteFuture<Finding> first = EnsembleRemote.run(slow);
    RemoteFuture<Finding> second = EnsembleRemote.run(fast);
    return EnsembleRemote.merge(first, second);
  }

  static RemoteFuture<String> all(List<Setting> settings) {
    List<RemoteFuture<Finding>> findings = settings.stream().map(EnsembleRemote::run).toList();
    return EnsembleRemote.report(RemoteFuture.all(findings));
  }

  static CompletableFuture<Void> view(RemoteFuture<String> report) {
    return report.toCompletableFuture().thenAcceptAsync(System.out::println);
  }
}
