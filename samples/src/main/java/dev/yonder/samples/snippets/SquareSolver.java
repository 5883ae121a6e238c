// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.snippets;

import dev.yonder.annotations.Remote;

/** Inherits a remote method, whose stub takes an Integer. */
public final class SquareSolver extends Solver<Integer> {

  @Override
  protected double step(Integer problem) {
    return Math.sqrt(problem);
  }

  /** Checks a solution. */
  @Remote
  public static boolean check(int problem, double solution) {
    return Math.abs(solution * solution - problem) < 1e-9;
  }
}
