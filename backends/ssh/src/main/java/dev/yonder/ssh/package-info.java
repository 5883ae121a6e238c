// SPDX-License-Identifier: Apache-2.0
/** Workers on hosts that the system's ssh can log in to. */
@NullMarked
package dev.yonder.ssh;

import org.jspecify.annotations.NullMarked;
