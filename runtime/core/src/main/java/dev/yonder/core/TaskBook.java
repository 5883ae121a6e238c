// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import dev.yonder.core.TaskState.Succeeded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks by number: in full while they are live, and how they ended afterwards.
 *
 * <p>Numbers are dense, so a table of pages costs four bytes for a task where a map would cost
 * seventy. A page on which all tasks succeeded is replaced by one that all such pages share.
 */
final class TaskBook {
  private static final int PAGE_SHIFT = 10;
  private static final int PAGE_SIZE = 1 << PAGE_SHIFT;
  private static final Object[] ALL_SUCCEEDED = new Object[PAGE_SIZE];

  static {
    Arrays.fill(ALL_SUCCEEDED, Succeeded.INSTANCE);
  }

  private @Nullable Object[][] pages = new @Nullable Object[16][];
  private int[] succeeded = new int[16];
  private int live;

  /** Enters a task that was not known. */
  void add(Task task) {
    int page = pageOf(task.spec.id());
    if (page >= pages.length) {
      int length = Math.max(page + 1, pages.length * 2);
      pages = Arrays.copyOf(pages, length);
      succeeded = Arrays.copyOf(succeeded, length);
    }
    if (pages[page] == null) {
      pages[page] = new Object[PAGE_SIZE];
    }
    if (pages[page][offsetOf(task.spec.id())] != null) {
      throw new IllegalStateException(task.spec + " was submitted twice");
    }
    pages[page][offsetOf(task.spec.id())] = task;
    live++;
  }

  /** Returns the task if it is live. */
  @Nullable Task live(long id) {
    return entry(id) instanceof Task task ? task : null;
  }

  /** Returns how the task ended; null if it is live, was never submitted or was forgotten. */
  @Nullable TaskState end(long id) {
    Object entry = entry(id);
    if (entry instanceof TaskState state) {
      return state;
    }
    return entry instanceof Result ? Succeeded.INSTANCE : null;
  }

  /** Returns what is known of the task's result, also while it is made again. */
  @Nullable Result result(long id) {
    Object entry = entry(id);
    if (entry instanceof Task task) {
      return task.again;
    }
    return entry instanceof Result result ? result : null;
  }

  /** Keeps of a task that has ended its result. */
  void end(Task task, Result result) {
    pageAt(pageOf(task.spec.id()))[offsetOf(task.spec.id())] = result;
    live--;
  }

  /** Replaces a result by the task that makes it again. */
  void reopen(Task task) {
    pageAt(pageOf(task.spec.id()))[offsetOf(task.spec.id())] = task;
    live++;
  }

  /** Forgets a result that nothing needs; that it was one is remembered. */
  void settle(Result result) {
    succeeded(result.id);
  }

  /** Keeps of a task that has ended only how. */
  void end(Task task) {
    int page = pageOf(task.spec.id());
    Object[] entries = pageAt(page);
    entries[offsetOf(task.spec.id())] = task.state();
    live--;
    if (task.state() == Succeeded.INSTANCE && ++succeeded[page] == PAGE_SIZE) {
      pages[page] = ALL_SUCCEEDED;
    }
  }

  /** Forgets how a task ended that nobody can ask for; as one that succeeded, it takes no room. */
  void forget(long id) {
    if (end(id) instanceof TaskState.Failed) {
      succeeded(id);
    }
  }

  private void succeeded(long id) {
    int page = pageOf(id);
    pageAt(page)[offsetOf(id)] = Succeeded.INSTANCE;
    if (++succeeded[page] == PAGE_SIZE) {
      pages[page] = ALL_SUCCEEDED;
    }
  }

  /** Returns the number of tasks that have not ended. */
  int liveCount() {
    return live;
  }

  /** Returns the tasks that have not ended, in the order of their numbers. */
  List<Task> allLive() {
    List<Task> all = new ArrayList<>(live);
    for (Object[] page : pages) {
      if (page != null && page != ALL_SUCCEEDED) {
        for (Object entry : page) {
          if (entry instanceof Task task) {
            all.add(task);
          }
        }
      }
    }
    return all;
  }

  private @Nullable Object entry(long id) {
    int page = pageOf(id);
    Object[] entries = page < pages.length ? pages[page] : null;
    return entries == null ? null : entries[offsetOf(id)];
  }

  private Object[] pageAt(int page) {
    Object[] entries = pages[page];
    if (entries == null) {
      throw new IllegalStateException("no task of page " + page + " was submitted");
    }
    return entries;
  }

  private static int pageOf(long id) {
    return Math.toIntExact(id >>> PAGE_SHIFT);
  }

  private static int offsetOf(long id) {
    return (int) (id & (PAGE_SIZE - 1));
  }
}
