package dev.yonder.generated;

import demo.MandelbrotInvokers;
import dev.yonder.spi.TaskCatalog;
import dev.yonder.spi.TaskType;
import java.lang.Override;
import java.util.List;
import java.util.ServiceLoader;
import javax.annotation.processing.Generated;

/**
 * Lists the remote methods of one compilation.
 */
@Generated("dev.yonder.processor.RemoteProcessor")
public final class TaskCatalog_HASH implements TaskCatalog {
  /**
   * For {@link ServiceLoader}.
   */
  public TaskCatalog_HASH() {
  }

  @Override
  public List<TaskType> taskTypes() {
    return List.of(
        MandelbrotInvokers.AREA,
        MandelbrotInvokers.TILE);
  }
}
