// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

import dev.yonder.CallOptions;
import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Yonder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One remote method: what identifies it, what its annotation asks for, and how to call it.
 *
 * <p>Instances are made once by generated code and compared by identity.
 */
public final class TaskType {
  private final String id;
  private final TaskInvoker invoker;
  private final String name;
  private final String source;
  private final CallOptions options;
  private final int[] seeded;

  private TaskType(
      String id, TaskInvoker invoker, String source, CallOptions options, int[] seeded) {
    this.id = id;
    this.invoker = invoker;
    this.name = options.name().orElseGet(() -> shortName(id));
    this.source = source;
    this.options = options;
    this.seeded = seeded;
  }

  /**
   * Returns a type whose annotation sets nothing.
   *
   * @param id the binary name of the class, {@code #}, the method's name and its erased descriptor
   *     without the result, such as {@code org.example.Grid$Cell#step(ID)}
   * @param source the file and line of the method, such as {@code Grid.java:17}, empty if unknown
   * @param invoker calls the method
   */
  public static TaskType of(String id, String source, TaskInvoker invoker) {
    return new TaskType(id, invoker, source, CallOptions.none(), new int[0]);
  }

  /** Returns this type with what the annotation sets. */
  public TaskType options(CallOptions options) {
    return new TaskType(id, invoker, source, options, seeded);
  }

  /**
   * Returns this type with seeded parameters.
   *
   * @param positions their positions among the invoker's arguments, ascending
   */
  public TaskType seeded(int... positions) {
    return new TaskType(id, invoker, source, options, positions.clone());
  }

  /** Returns the id, which is the same in every compilation of the same signature. */
  public String id() {
    return id;
  }

  /** Returns the name that logs, progress and errors show. */
  public String name() {
    return name;
  }

  /** Returns the file and line of the method, empty if unknown. */
  public String source() {
    return source;
  }

  /** Returns what the annotation sets. */
  public CallOptions options() {
    return options;
  }

  /** Returns the positions of seeded parameters among the invoker's arguments, ascending. */
  public int[] seeded() {
    return seeded.clone();
  }

  /** Returns whether the method has seeded parameters. */
  public boolean isSeeded() {
    return seeded.length > 0;
  }

  /** Returns what calls the method. */
  public TaskInvoker invoker() {
    return invoker;
  }

  /**
   * Makes a call of the method; what the body of a stub consists of.
   *
   * @param session where the call runs, null for the current session
   * @param options what this call asks for
   * @param arguments as {@link Session#submit} takes them
   */
  public <T> RemoteFuture<T> submit(
      @Nullable Session session, CallOptions options, @Nullable Object... arguments) {
    Session target = session == null ? Yonder.session() : session;
    return target.submit(this, options, arguments);
  }

  @Override
  public String toString() {
    return id + (seeded.length == 0 ? "" : " seeded" + Arrays.toString(seeded));
  }

  private static String shortName(String id) {
    String method = id.substring(0, id.indexOf('('));
    int start = Math.max(method.lastIndexOf('.'), method.lastIndexOf('$')) + 1;
    return method.substring(start).replace('#', '.');
  }
}
