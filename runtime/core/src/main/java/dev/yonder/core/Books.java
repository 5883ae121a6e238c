// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import java.util.ArrayList;
import java.util.List;

/** Everything that the scheduler remembers, and what it has decided in answer to one event. */
final class Books {
  final TaskBook tasks = new TaskBook();
  final WorkerBook workers;
  final ReadyQueue ready = new ReadyQueue();
  final Timers timers = new Timers();
  final SchedulerPolicy policy;

  final Followers followers;

  /** Whether results may stay on workers; asked for every task. */
  final boolean lineage;

  /** The time of the event that is being handled. */
  long now;

  /** Tasks of which an attempt is on a worker, and those of them that wait for others. */
  int placed;

  /** How often a task was placed. */
  long placements;

  int blocked;

  /** Attempts that were asked back from their workers and have not been answered for. */
  int askedBack;

  /** Tasks that wait for something that is no task of this session. */
  int blockedElsewhere;

  private List<Effect> effects = new ArrayList<>();

  Books(SchedulerPolicy policy) {
    this.policy = policy;
    this.lineage = policy.has(Feature.LINEAGE);
    this.workers = new WorkerBook(policy);
    this.followers = new Followers(this);
  }

  void effect(Effect effect) {
    effects.add(effect);
  }

  List<Effect> takeEffects() {
    if (effects.isEmpty()) {
      return List.of();
    }
    List<Effect> taken = effects;
    effects = new ArrayList<>(4);
    return taken;
  }
}
