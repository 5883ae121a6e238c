/** The settings of a profile: where they are looked for, and which of them decide. */
@NullMarked
package dev.yonder.engine.settings;

import org.jspecify.annotations.NullMarked;
