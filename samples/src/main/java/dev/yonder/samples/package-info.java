// SPDX-License-Identifier: Apache-2.0
/** Runnable programs that show how Yonder is used, and the command that starts them. */
@NullMarked
package dev.yonder.samples;

import org.jspecify.annotations.NullMarked;
