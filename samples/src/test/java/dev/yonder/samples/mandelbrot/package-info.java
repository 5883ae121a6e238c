// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.yonder.samples.mandelbrot;

import org.jspecify.annotations.NullMarked;
