// SPDX-License-Identifier: Apache-2.0
/** Decides whether a class with remote methods can have a stub, and says what is in the way. */
@NullMarked
package dev.yonder.processor.validate;

import org.jspecify.annotations.NullMarked;
