// SPDX-License-Identifier: Apache-2.0
/** The command line of Yonder. */
@NullMarked
package dev.yonder.tools;

import org.jspecify.annotations.NullMarked;
