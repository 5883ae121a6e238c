// SPDX-License-Identifier: Apache-2.0
/** Integrates a function with remote calls that make remote calls. */
@NullMarked
package dev.yonder.samples.quadrature;

import org.jspecify.annotations.NullMarked;
