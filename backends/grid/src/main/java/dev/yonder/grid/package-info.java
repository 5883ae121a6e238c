// SPDX-License-Identifier: Apache-2.0
/** Has a batch system start workers, by the commands that its users type. */
@NullMarked
package dev.yonder.grid;

import org.jspecify.annotations.NullMarked;
