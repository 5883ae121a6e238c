// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.quadrature;

import dev.yonder.Session;
import dev.yonder.samples.SessionOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Integrates by nested calls and compares with the exact area. */
@Command(
    name = "quadrature",
    description = "Integrates a function by remote calls that make remote calls.",
    sortOptions = false)
public final class QuadratureCommand implements Callable<Integer> {
  private static final double TOLERANCE = 1e-9;

  @Mixin private SessionOptions sessions;

  @Spec private CommandSpec spec;

  /** Constructs the command; called by picocli, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  public QuadratureCommand() {}

  @Override
  public Integer call() {
    PrintWriter lines = spec.commandLine().getOut();
    double area;
    try (Session yonder = sessions.open()) {
      lines.printf("the area under a quarter of the unit circle, on %s%n", yonder.description());
      area = QuadratureRemote.integrate(0, 1).join();
    }
    double error = Math.abs(area - Math.PI / 4);
    lines.printf("%.12f, wrong by %.1e%n", area, error);
    if (error > TOLERANCE) {
      lines.printf("WRONG: pi / 4 is %.12f%n", Math.PI / 4);
      return 1;
    }
    lines.println("right: pi / 4 is as near as it should be");
    return 0;
  }
}
