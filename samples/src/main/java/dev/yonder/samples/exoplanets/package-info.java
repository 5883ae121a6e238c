// SPDX-License-Identifier: Apache-2.0
/** Counts the planets of a CSV file: one remote call for each partition, and a tree reduction. */
@NullMarked
package dev.yonder.samples.exoplanets;

import org.jspecify.annotations.NullMarked;
