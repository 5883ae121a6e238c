// SPDX-License-Identifier: Apache-2.0
/** What runs where tasks run, in a worker process or in the driver's; internal. */
@NullMarked
package dev.yonder.worker;

import org.jspecify.annotations.NullMarked;
