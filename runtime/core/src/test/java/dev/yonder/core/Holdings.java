// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.Resources;
import java.util.HashMap;
import java.util.Map;

/** What the attempts on a simulated worker hold of it from being sent until their end. */
final class Holdings {
  private final String worker;
  private final Resources capacity;
  private long memory;
  private int gpus;
  private final Map<String, Integer> named = new HashMap<>();

  Holdings(String worker, Resources capacity) {
    this.worker = worker;
    this.capacity = capacity;
  }

  /** Notes that an attempt has come, and fails if the worker has not what it needs. */
  void take(TaskSpec task) {
    add(task, 1);
    assertThat(memory).as("memory in use on %s", worker).isLessThanOrEqualTo(capacity.memory());
    assertThat(gpus).as("gpus in use on %s", worker).isLessThanOrEqualTo(capacity.gpus());
    named.forEach(
        (name, amount) ->
            assertThat(amount)
                .as("%s in use on %s", name, worker)
                .isLessThanOrEqualTo(capacity.named().getOrDefault(name, 0)));
  }

  /** Notes that an attempt is here no more. */
  void give(TaskSpec task) {
    add(task, -1);
  }

  boolean none() {
    return memory == 0 && gpus == 0 && named.values().stream().allMatch(amount -> amount == 0);
  }

  private void add(TaskSpec task, int sign) {
    Resources needs = task.stage().needs().resources();
    memory += sign * needs.memory();
    gpus += sign * needs.gpus();
    needs.named().forEach((name, amount) -> named.merge(name, sign * amount, Integer::sum));
  }
}
