// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.wire.Message;

/** A link to a worker that holds objects, and to which objects are sent. */
interface ObjectLink {

  /** Returns the worker's name. */
  String name();

  /** Sends a message at once; never waits. */
  void send(Message.FromDriver message);

  /** Returns how much waits to be sent. */
  long unwrittenBytes();
}
