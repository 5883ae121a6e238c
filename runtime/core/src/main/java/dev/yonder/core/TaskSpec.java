// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

/**
 * What the scheduler is told of a task; it never changes.
 *
 * @param id the task's number, unique within the session and given in ascending order
 * @param stage the tasks it belongs to
 * @param parent the number of the task that made the call, {@link #NO_PARENT} for the program
 *     itself
 * @param dependencies the numbers of the tasks whose results it needs; not to be changed
 * @param gather whether the task only waits for its dependencies and runs nowhere
 * @param payload what the engine needs to run and to end the task; the scheduler never looks inside
 */
@SuppressWarnings("ArrayRecordComponent") // one per pending task: a list would double its size
public record TaskSpec(
    long id, Stage stage, long parent, long[] dependencies, boolean gather, Object payload) {

  /** The parent of a call that the program itself makes. */
  public static final long NO_PARENT = -1;

  /** The dependencies of a task that has none. */
  public static final long[] NO_DEPENDENCIES = {};

  /** Returns the form that errors show, such as {@code Mandelbrot.tile (task-17)}. */
  @Override
  public String toString() {
    return stage.name() + " (task-" + id + ")";
  }
}
