// SPDX-License-Identifier: Apache-2.0
/**
 * What user code is compiled against: the annotations that mark remote methods, and the texts that
 * their members accept.
 */
@NullMarked
package dev.yonder.annotations;

import org.jspecify.annotations.NullMarked;
