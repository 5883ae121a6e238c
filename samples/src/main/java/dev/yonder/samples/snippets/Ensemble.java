// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.snippets;

import dev.yonder.InputFile;
import dev.yonder.Shared;
import dev.yonder.annotations.Remote;
import dev.yonder.annotations.Seeded;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** What the pages on sessions, futures and many calls call. */
final class Ensemble {
  private Ensemble() {}

  /** Where a simulation starts. */
  record Setting(double rate, int steps) {}

  /** What simulations found. */
  record Finding(double sum, long runs) {}

  @Remote
  static Finding run(Setting setting) {
    double value = 1;
    for (int step = 0; step < setting.steps(); step++) {
      value += setting.rate() * value * (1 - value);
    }
    return new Finding(value, 1);
  }

  @Remote
  static Finding merge(Finding left, Finding right) {
    return new Finding(left.sum() + right.sum(), left.runs() + right.runs());
  }

  @Remote
  static double distance(Finding finding, Shared<double[]> measured) {
    return Arrays.stream(measured.get()).map(value -> Math.abs(value - finding.sum())).sum();
  }

  @Remote
  static int warmDays(int year, InputFile stations) throws IOException {
    try (Stream<String> lines = Files.lines(stations.path())) {
      return (int) lines.filter(line -> line.startsWith(year + ",")).count();
    }
  }

  @Remote
  static String report(List<Finding> findings) {
    return findings.size() + " findings, from " + findings.get(0) + " on";
  }

  @Remote
  static double noise(int steps, @Seeded RandomGenerator random) {
    return random.doubles(steps).sum();
  }

  @Remote(idempotent = false)
  static void publish(String report) {
    System.out.println(report);
  }
}
