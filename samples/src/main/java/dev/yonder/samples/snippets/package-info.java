// SPDX-License-Identifier: Apache-2.0
/** The Java code of README.md and docs, compiled; a test compares them. */
@NullMarked
package dev.yonder.samples.snippets;

import org.jspecify.annotations.NullMarked;
