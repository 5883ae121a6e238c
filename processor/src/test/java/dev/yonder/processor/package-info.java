// SPDX-License-Identifier: Apache-2.0
/** Compiles programs with the processor, and runs what comes out. */
@NullMarked
package dev.yonder.processor;

import org.jspecify.annotations.NullMarked;
