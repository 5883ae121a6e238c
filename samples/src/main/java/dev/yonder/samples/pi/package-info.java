// SPDX-License-Identifier: Apache-2.0
/** Estimates pi with random numbers that are the same on every backend. */
@NullMarked
package dev.yonder.samples.pi;

import org.jspecify.annotations.NullMarked;
