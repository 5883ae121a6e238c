// SPDX-License-Identifier: Apache-2.0
/** The directories of runs whose calls are jobs: who has one, what is in it, and its code. */
@NullMarked
package dev.yonder.engine.jobs;

import org.jspecify.annotations.NullMarked;
