// SPDX-License-Identifier: Apache-2.0
/** Draws the Mandelbrot set in tiles, each one remote call. */
@NullMarked
package dev.yonder.samples.mandelbrot;

import org.jspecify.annotations.NullMarked;
