// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.snippets;

import dev.yonder.annotations.Remote;

/** A remote method that subclasses inherit. */
public abstract class Solver<P> {

  /** Solves a problem, step by step. */
  @Remote(walltime = "1h")
  public double solve(P problem) {
    return step(problem);
  }

  /** Does one step. */
  protected abstract double step(P problem);
}
