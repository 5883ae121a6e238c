// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.yonder.samples.exoplanets;

import org.jspecify.annotations.NullMarked;
