// SPDX-License-Identifier: Apache-2.0
/** What worker processes are started with: code, command lines, directories; internal. */
@NullMarked
package dev.yonder.engine.launch;

import org.jspecify.annotations.NullMarked;
