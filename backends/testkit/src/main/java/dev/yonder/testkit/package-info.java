// SPDX-License-Identifier: Apache-2.0
/** The contract that every backend passes, as tests to inherit. */
@NullMarked
package dev.yonder.testkit;

import org.jspecify.annotations.NullMarked;
