// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import static dev.yonder.TaskStatus.ASSIGNED;
import static dev.yonder.TaskStatus.CANCELLED;
import static dev.yonder.TaskStatus.FAILED;
import static dev.yonder.TaskStatus.READY;
import static dev.yonder.TaskStatus.RUNNING;
import static dev.yonder.TaskStatus.SUCCEEDED;
import static dev.yonder.TaskStatus.WAITING;

import dev.yonder.TaskStatus;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The legal changes of a task's state; the diagram in the documentation is made from this table.
 */
final class Transitions {

  /** One legal change. */
  record Transition(TaskStatus from, Trigger trigger, TaskStatus to) {}

  private static final List<Transition> TABLE =
      List.of(
          new Transition(WAITING, Trigger.DEPENDENCY_ENDED, WAITING),
          new Transition(WAITING, Trigger.INPUT_MISSING, WAITING),
          new Transition(WAITING, Trigger.DEPENDENCIES_MET, READY),
          new Transition(WAITING, Trigger.DEPENDENCIES_MET, SUCCEEDED),
          new Transition(WAITING, Trigger.DEPENDENCY_FAILED, FAILED),
          new Transition(WAITING, Trigger.DEPENDENCY_CANCELLED, CANCELLED),
          new Transition(WAITING, Trigger.CANCELLED, CANCELLED),
          new Transition(WAITING, Trigger.REFUSED, FAILED),
          new Transition(WAITING, Trigger.SESSION_STOPPED, FAILED),
          new Transition(WAITING, Trigger.PLACED, ASSIGNED),
          new Transition(READY, Trigger.PLACED, ASSIGNED),
          new Transition(READY, Trigger.INPUT_MISSING, WAITING),
          new Transition(READY, Trigger.CANCELLED, CANCELLED),
          new Transition(READY, Trigger.REFUSED, FAILED),
          new Transition(READY, Trigger.SESSION_STOPPED, FAILED),
          new Transition(ASSIGNED, Trigger.STARTED, RUNNING),
          new Transition(ASSIGNED, Trigger.INPUT_MISSING, WAITING),
          new Transition(ASSIGNED, Trigger.TAKEN_BACK, READY),
          new Transition(ASSIGNED, Trigger.RETURNED, SUCCEEDED),
          new Transition(ASSIGNED, Trigger.CONTINUED, WAITING),
          new Transition(ASSIGNED, Trigger.THREW, READY),
          new Transition(ASSIGNED, Trigger.THREW, FAILED),
          new Transition(ASSIGNED, Trigger.WORKER_LOST, READY),
          new Transition(ASSIGNED, Trigger.WORKER_LOST, FAILED),
          new Transition(ASSIGNED, Trigger.CANCELLED, CANCELLED),
          new Transition(ASSIGNED, Trigger.SESSION_STOPPED, FAILED),
          new Transition(RUNNING, Trigger.INPUT_MISSING, WAITING),
          new Transition(RUNNING, Trigger.RETURNED, SUCCEEDED),
          new Transition(RUNNING, Trigger.CONTINUED, WAITING),
          new Transition(RUNNING, Trigger.THREW, READY),
          new Transition(RUNNING, Trigger.THREW, FAILED),
          new Transition(RUNNING, Trigger.TIMED_OUT, READY),
          new Transition(RUNNING, Trigger.TIMED_OUT, FAILED),
          new Transition(RUNNING, Trigger.WORKER_LOST, READY),
          new Transition(RUNNING, Trigger.WORKER_LOST, FAILED),
          new Transition(RUNNING, Trigger.CANCELLED, CANCELLED),
          new Transition(RUNNING, Trigger.SESSION_STOPPED, FAILED));

  private static final int STATES = TaskStatus.values().length;
  private static final int TRIGGERS = Trigger.values().length;
  private static final boolean[] LEGAL = new boolean[STATES * STATES * TRIGGERS];

  /** Set by any thread, to the same value, so that it does not matter which does. */
  private static final boolean[] ASKED = new boolean[LEGAL.length];

  static {
    TABLE.forEach(legal -> LEGAL[index(legal.from, legal.trigger, legal.to)] = true);
  }

  private Transitions() {}

  /** Returns whether the change is legal, and remembers that it was asked for. */
  static boolean legal(TaskStatus from, Trigger trigger, TaskStatus to) {
    int index = index(from, trigger, to);
    if (!ASKED[index]) {
      ASKED[index] = true;
    }
    return LEGAL[index];
  }

  /** Has no change count as made by a task of this process. */
  static void forgetVisits() {
    Arrays.fill(ASKED, false);
  }

  /** Returns the changes that no task of this process has made yet. */
  static List<Transition> unvisited() {
    return TABLE.stream()
        .filter(legal -> !ASKED[index(legal.from, legal.trigger, legal.to)])
        .toList();
  }

  static List<Transition> table() {
    return TABLE;
  }

  /** Returns the table as a Mermaid state diagram. */
  static String diagram() {
    return TABLE.stream()
        .collect(
            Collectors.groupingBy(
                t -> "    %s --> %s : ".formatted(t.from, t.to),
                LinkedHashMap::new,
                Collectors.mapping(t -> words(t.trigger), Collectors.joining(", "))))
        .entrySet()
        .stream()
        .map(line -> line.getKey() + line.getValue() + "\n")
        .collect(Collectors.joining("", "stateDiagram-v2\n    [*] --> WAITING : submitted\n", ""));
  }

  private static String words(Trigger trigger) {
    return trigger.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  @SuppressWarnings("EnumOrdinal") // an index into a table that lives as long as the enums
  private static int index(TaskStatus from, Trigger trigger, TaskStatus to) {
    return (from.ordinal() * STATES + to.ordinal()) * TRIGGERS + trigger.ordinal();
  }
}
