// SPDX-License-Identifier: Apache-2.0
/** Remote methods as records, without anything that belongs to a compiler. */
@NullMarked
package dev.yonder.processor.model;

import org.jspecify.annotations.NullMarked;
