// SPDX-License-Identifier: Apache-2.0
/** The code that the documentation shows; each block occurs here word for word. */
@NullMarked
package dev.yonder.samples.snippets;

import org.jspecify.annotations.NullMarked;
