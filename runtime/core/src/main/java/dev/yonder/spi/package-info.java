// SPDX-License-Identifier: Apache-2.0
/** What generated code and plug-ins are written against; programs need none of it. */
@NullMarked
package dev.yonder.spi;

import org.jspecify.annotations.NullMarked;
