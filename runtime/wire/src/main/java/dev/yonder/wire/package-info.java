// SPDX-License-Identifier: Apache-2.0
/** What drivers and workers say to each other, and how; internal, no program needs it. */
@NullMarked
package dev.yonder.wire;

import org.jspecify.annotations.NullMarked;
