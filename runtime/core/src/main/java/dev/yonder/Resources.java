// SPDX-License-Identifier: Apache-2.0
package dev.yonder;

import dev.yonder.annotations.MemorySize;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a call needs or a worker has.
 *
 * @param cpus processors, at least 0
 * @param memory bytes, at least 0
 * @param gpus graphics processors, at least 0
 * @param named further resources by name, each at least 1, such as licences; empty where there are
 *     none
 */
public record Resources(int cpus, long memory, int gpus, Map<String, Integer> named) {

  /** Refuses negative amounts, and copies the map. */
  public Resources {
    if (cpus < 0 || memory < 0 || gpus < 0) {
      throw new IllegalArgumentException(
          "resources are at least 0, not cpus=%d memory=%d gpus=%d".formatted(cpus, memory, gpus));
    }
    named.forEach(
        (name, amount) -> {
          if (name.isBlank() || amount < 1) {
            throw new IllegalArgumentException(
                "a named resource has a name and an amount of at least 1, not \"%s\" = %d"
                    .formatted(name, amount));
          }
        });
    named = Map.copyOf(named);
  }

  /** Returns the resources as errors show them, such as {@code 2 cpus, 4 GiB memory, 1 gpu}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(cpus).append(cpus == 1 ? " cpu" : " cpus");
    if (memory > 0) {
      text.append(", ").append(MemorySize.format(memory)).append(" memory");
    }
    if (gpus > 0) {
      text.append(", ").append(gpus).append(gpus == 1 ? " gpu" : " gpus");
    }
    new TreeMap<>(named)
        .forEach((name, amount) -> text.append(", ").append(amount).append(' ').append(name));
    return text.toString();
  }
}
