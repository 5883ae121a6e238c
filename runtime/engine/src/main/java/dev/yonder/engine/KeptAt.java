// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

/** Stands for a result that stays on a worker, until the scheduler has taken it for one. */
record KeptAt(String worker, long bytes) {}
