// SPDX-License-Identifier: Apache-2.0
/**
 * The scheduler: a pure state machine from events to effects, without clock, thread, file, socket
 * or chance. Internal; there is no promise of compatibility.
 */
@NullMarked
package dev.yonder.core;

import org.jspecify.annotations.NullMarked;
