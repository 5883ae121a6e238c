// SPDX-License-Identifier: Apache-2.0
/**
 * Sessions at work: the thread that owns the scheduler, links to workers, and the local backends.
 * Internal; there is no promise of compatibility.
 */
@NullMarked
package dev.yonder.engine;

import org.jspecify.annotations.NullMarked;
