// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.snippets;

import dev.yonder.RemoteFuture;

/** Calls of an inherited method. */
final class UsingSolvers {
  private UsingSolvers() {}

  static RemoteFuture<Boolean> solved() {
    RemoteFuture<Double> root = SquareSolverRemote.of(new SquareSolver()).solve(16);
    return SquareSolverRemote.check(16, root);
  }
}
