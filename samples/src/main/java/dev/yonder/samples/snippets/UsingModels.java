// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.snippets;

import dev.yonder.RemoteFuture;

/** Calls of stubs on a receiver. */
final class UsingModels {
  private UsingModels() {}

  static RemoteFuture<Double> ofValue() {
    ModelRemote.Bound model = ModelRemote.of(new Model(0.1, 1.0));
    return model.walk(1_000);
  }

  static RemoteFuture<Double> ofFuture() {
    RemoteFuture<Model> fitted = ModelRemote.fit(0.2);
    return ModelRemote.of(fitted).walk(1_000);
  }
}
