// SPDX-License-Identifier: Apache-2.0
/** How fast Yonder is: rows of ratios to a floor that is measured in the same run. */
@NullMarked
package dev.yonder.benchmarks;

import org.jspecify.annotations.NullMarked;
