package demo;

import dev.yonder.spi.TaskType;
import java.lang.Comparable;
import java.lang.Object;
import java.lang.String;
import java.lang.SuppressWarnings;
import java.lang.Throwable;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * Calls the remote methods of {@link Box} on a worker.
 */
@Generated("dev.yonder.processor.RemoteProcessor")
@SuppressWarnings({"deprecation", "rawtypes", "removal", "unchecked", "NullAway"})
public final class BoxInvokers {
  /**
   * The task type of {@code four}.
   */
  public static final TaskType FOUR = TaskType.of(
      "demo.Box#four(IIII)",
      "Box.java:29",
      BoxInvokers::four);

  /**
   * The task type of {@code max}.
   */
  public static final TaskType MAX = TaskType.of(
      "demo.Box#max(Ljava/lang/Comparable;[Ljava/lang/Comparable;)",
      "Box.java:12",
      BoxInvokers::max);

  /**
   * The task type of {@code size}.
   */
  public static final TaskType SIZE = TaskType.of(
      "demo.Box#size(Ljava/lang/String;)",
      "Box.java:17",
      BoxInvokers::size);

  /**
   * The task type of {@code size}.
   */
  public static final TaskType SIZE_2 = TaskType.of(
      "demo.Box#size(Ljava/util/List;)",
      "Box.java:24",
      BoxInvokers::size_2);

  private BoxInvokers() {
  }

  private static Object four(Object[] arguments) throws Throwable {
    Box.four((int) arguments[0], (int) arguments[1], (int) arguments[2], (int) arguments[3]);
    return null;
  }

  private static <T extends Comparable<T>, S extends T> Object max(Object[] arguments) throws
      Throwable {
    return ((Box<T>) arguments[0]).<S>max((S) arguments[1], (T[]) arguments[2]);
  }

  private static Object size(Object[] arguments) throws Throwable {
    return Box.size((String) arguments[0]);
  }

  private static Object size_2(Object[] arguments) throws Throwable {
    return Box.size((List<?>) arguments[0]);
  }
}
