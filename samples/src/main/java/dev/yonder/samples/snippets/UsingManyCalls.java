// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.snippets;

import dev.yonder.InputFile;
import dev.yonder.Reduce;
import dev.yonder.RemoteFuture;
import dev.yonder.Results;
import dev.yonder.Session;
import dev.yonder.Shared;
import dev.yonder.samples.snippets.Ensemble.Finding;
import dev.yonder.samples.snippets.Ensemble.Setting;
import java.nio.file.Path;
import java.util.List;

/** One call for each of many items. */
final class UsingManyCalls {
  private UsingManyCalls() {}

  static List<Finding> inOrder(Session yonder, List<Setting> settings) {
    List<Finding> findings = yonder.map(settings, EnsembleRemote::run).toList();
    return findings;
  }

  static double asTheyCome(Session yonder, Iterable<Setting> settings) {
    double largest = 0;
    try (Results<Finding> findings = yonder.map(settings, EnsembleRemote::run)) {
      for (Finding finding : findings.window(200).asCompleted()) {
        largest = Math.max(largest, finding.sum());
      }
    }
    return largest;
  }

  static List<Double> sharing(Session yonder, List<Finding> findings, double[] values) {
    Shared<double[]> measured = Shared.of(values);
    List<Double> distances =
        yonder.map(findings, finding -> EnsembleRemote.distance(finding, measured)).toList();
    return distances;
  }

  static List<Integer> reading(Session yonder, List<Integer> years, Path file) {
    InputFile stations = InputFile.of(file);
    List<Integer> warm =
        yonder.map(years, year -> EnsembleRemote.warmDays(year, stations)).toList();
    return warm;
  }

  static RemoteFuture<Finding> asATree(List<Setting> settings) {
    List<RemoteFuture<Finding>> runs = settings.stream().map(EnsembleRemote::run).toList();
    RemoteFuture<Finding> total = Reduce.tree(runs, EnsembleRemote::merge);
    return total;
  }
}
