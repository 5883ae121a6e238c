// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.pi;

import dev.yonder.Session;
import dev.yonder.Yonder;
import dev.yonder.samples.SessionOptions;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Estimates pi twice, in different places, and expects the same number to the last digit. */
@Command(
    name = "pi",
    description = "Estimates pi from seeded random numbers, the same on every backend.",
    sortOptions = false)
public final class PiCommand implements Callable<Integer> {
  private static final int CALLS = 100;
  private static final int DARTS = 100_000;

  /** Five standard deviations: one seed in two million lands outside. */
  private static final double TOLERANCE =
      5 * Math.sqrt(Math.PI * (4 - Math.PI) / ((double) CALLS * DARTS));

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "42",
      description = "What the random numbers derive from. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private SessionOptions sessions;

  @Spec private CommandSpec spec;

  /** Constructs the command; called by picocli, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  public PiCommand() {}

  /** Returns how many of all darts hit. */
  static long hits(Session yonder) {
    return yonder.map(Collections.nCopies(CALLS, DARTS), PiRemote::hits).stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  @Override
  public Integer call() {
    PrintWriter lines = spec.commandLine().getOut();
    long there;
    try (Session yonder = sessions.open(Yonder.builder().seed(seed))) {
      lines.printf("%d calls of %,d darts on %s%n", CALLS, DARTS, yonder.description());
      there = hits(yonder);
    }
    long here;
    try (Session inline = Yonder.builder().profile("inline").seed(seed).open()) {
      here = hits(inline);
    }
    double pi = 4.0 * there / ((double) CALLS * DARTS);
    lines.printf("pi is about %.6f (seed %d)%n", pi, seed);
    if (there != here || Math.abs(pi - Math.PI) > TOLERANCE) {
      lines.printf("WRONG: %,d hits, but %,d on one thread%n", there, here);
      return 1;
    }
    lines.println("right: the same darts hit on one thread, and pi is as near as it should be");
    return 0;
  }
}
