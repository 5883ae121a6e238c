// SPDX-License-Identifier: Apache-2.0
/** The annotation processor: from methods marked as remote to stubs, invokers and a catalog. */
@NullMarked
package dev.yonder.processor;

import org.jspecify.annotations.NullMarked;
