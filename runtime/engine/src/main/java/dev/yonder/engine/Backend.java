// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.Resources;

/**
 * The worker that a local profile runs calls on.
 *
 * @param worker the worker's name
 * @param capacity what it has
 * @param enforced whether calls are held to what they say they need
 * @param leadNanos how much work to hand it ahead of time
 * @param maxDepth how deep calls may nest at most, whatever a program sets
 * @param description where calls run, in words for a log
 */
record Backend(
    String worker,
    Resources capacity,
    boolean enforced,
    long leadNanos,
    int maxDepth,
    String description) {}
