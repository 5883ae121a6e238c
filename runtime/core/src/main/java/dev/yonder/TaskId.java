// SPDX-License-Identifier: Apache-2.0
package dev.yonder;

/**
 * The identity of one remote call within its session.
 *
 * @param number the position of the call among all calls of the session, from 0
 */
public record TaskId(long number) implements Comparable<TaskId> {

  /** Refuses negative numbers. */
  public TaskId {
    if (number < 0) {
      throw new IllegalArgumentException("a task's number is at least 0, not " + number);
    }
  }

  @Override
  public int compareTo(TaskId other) {
    return Long.compare(number, other.number);
  }

  /** Returns the form that logs and errors show, such as {@code task-17}. */
  @Override
  public String toString() {
    return "task-" + number;
  }
}
