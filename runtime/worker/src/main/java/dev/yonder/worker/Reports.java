// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.core.Event;

/** Takes what a worker has to say about attempts; safe for use by several threads. */
public interface Reports {

  /** Takes a report on its way. */
  void report(Event.Report report);

  /** Takes a report that can wait until another one follows. */
  void reportQuietly(Event.Report report);
}
