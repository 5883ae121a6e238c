// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.wire.Input;

/** A result that can be an argument of a task in another process. */
interface Transferable {

  /** Returns the result as a worker gets it. */
  Input input();
}
