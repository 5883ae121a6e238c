// SPDX-License-Identifier: Apache-2.0
package dev.yonder;

/**
 * Where and how an exception of a remote method came about; suppressed in that exception.
 *
 * <p>The message names the task, the attempt and the place, and ends with what the attempt printed
 * last. It has no stack trace of its own: the frames are those of the exception it belongs to. An
 * exception object that is thrown by several calls of one process has the trace of the first.
 */
public final class RemoteTrace extends Exception {
  private static final long serialVersionUID = 1L;

  private final long task;
  private final int attempt;
  private final String host;

  /**
   * Constructs the trace.
   *
   * @param taskId the call
   * @param name the call's name as logs show it
   * @param attempt the number of the attempt that failed, from 1
   * @param host the name of the host that the attempt ran on
   * @param worker the worker that the attempt ran on
   * @param log the end of what the attempt printed, empty where it printed nothing
   */
  public RemoteTrace(
      TaskId taskId, String name, int attempt, String host, String worker, String log) {
    super(
        "%s (%s), attempt %d, on %s, worker %s%s"
            .formatted(name, taskId, attempt, host, worker, ending(log)),
        /* cause= */ null,
        /* enableSuppression= */ false,
        /* writableStackTrace= */ false);
    this.task = taskId.number();
    this.attempt = attempt;
    this.host = host;
  }

  /** Returns the identity of the call that failed. */
  public TaskId taskId() {
    return new TaskId(task);
  }

  /** Returns the number of the attempt that failed, from 1. */
  public int attempt() {
    return attempt;
  }

  /** Returns the name of the host that the attempt ran on. */
  public String host() {
    return host;
  }

  private static String ending(String log) {
    return log.isBlank() ? "" : "; it printed last:\n" + log.stripTrailing().indent(2);
  }
}
