// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import java.util.List;

/** Something wrong between the scheduler and the simulation, which the simulation must notice. */
interface PlantedBug {
  /** Nothing wrong. */
  PlantedBug NONE = Scheduler::handle;

  /** Has the scheduler handle the event, wrongly. */
  List<Effect> handle(Scheduler scheduler, Event event, long now);
}
