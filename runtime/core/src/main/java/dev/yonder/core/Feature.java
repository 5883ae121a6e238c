// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import java.util.Set;

/** A part of the scheduler that can be switched on and off. */
public enum Feature {
  /** Every attempt gets a block of its own, and no worker joins. */
  BOUND,

  /** Results may stay on workers, and are made again when they are lost and needed. */
  LINEAGE,

  /** A task prefers the worker that holds most of its inputs. */
  NEAR_DATA,

  /** Short tasks are handed over before the worker has room for them. */
  HAND_AHEAD,

  /** What was handed ahead to a slow worker is taken back for an idle one. */
  TAKE_BACK,

  /** A short task is handed to the worker that makes the last result it needs, before it has. */
  FOLLOW;

  /** What is on unless somebody says otherwise. */
  static final Set<Feature> USUAL = Set.of(NEAR_DATA, HAND_AHEAD, TAKE_BACK, FOLLOW);
}
