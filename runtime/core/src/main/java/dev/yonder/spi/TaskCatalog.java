// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

import java.util.List;

/**
 * The remote methods of one compilation; implemented by generated code and found by {@link
 * java.util.ServiceLoader}.
 */
public interface TaskCatalog {

  /** Returns the methods, ordered by id. */
  List<TaskType> taskTypes();
}
