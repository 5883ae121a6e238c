// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.yonder.samples;

import org.jspecify.annotations.NullMarked;
