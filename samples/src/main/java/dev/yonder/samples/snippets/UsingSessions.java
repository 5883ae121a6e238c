// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.snippets;

import dev.yonder.CallOptions;
import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Yonder;
import dev.yonder.samples.snippets.Ensemble.Finding;
import dev.yonder.samples.snippets.Ensemble.Setting;
import java.nio.file.Path;
import java.time.Duration;

/** Sessions that are opened and closed. */
final class UsingSessions {
  private UsingSessions() {}

  static Finding oneSession(Setting setting) {
    try (Session yonder = Yonder.open()) {
      System.out.println("running on " + yonder.description());
      return EnsembleRemote.run(setting).join();
    }
  }

  static Session settings() {
    Session yonder =
        Yonder.builder()
            .profile("threads")
            .cpus(4)
            .memory("8 GiB")
            .seed(42)
            .maxFailures(100)
            .retryDelay(Duration.ofSeconds(1))
            .defaults(CallOptions.none().walltime("1h"))
            .open();
    return yonder;
  }

  static Session settingsFile() {
    Session yonder = Yonder.builder().settingsFile(Path.of("lab.toml")).profile("desk").open();
    return yonder;
  }

  static RemoteFuture<Finding> twoSessions(Session small, Session large, Setting setting) {
    RemoteFuture<Finding> trial = EnsembleRemote.on(small).run(setting);
    System.out.println("the trial found " + trial.join());
    return EnsembleRemote.on(large).run(setting);
  }
}
