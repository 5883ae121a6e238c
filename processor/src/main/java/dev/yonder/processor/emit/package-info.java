// SPDX-License-Identifier: Apache-2.0
/** Writes stubs, invokers and catalogs from the model. */
@NullMarked
package dev.yonder.processor.emit;

import org.jspecify.annotations.NullMarked;
