// SPDX-License-Identifier: Apache-2.0
/** The settings of a profile: where they are looked for, and which of them decide; internal. */
@NullMarked
package dev.yonder.engine.settings;

import org.jspecify.annotations.NullMarked;
