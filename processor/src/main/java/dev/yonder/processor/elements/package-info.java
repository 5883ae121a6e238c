// SPDX-License-Identifier: Apache-2.0
/** Finds remote methods, and where they stand, among the elements that the compiler offers. */
@NullMarked
package dev.yonder.processor.elements;

import org.jspecify.annotations.NullMarked;
