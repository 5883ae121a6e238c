// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.spi.TaskCatalog;
import dev.yonder.spi.TaskType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The remote methods of a class path, by id. */
public final class Catalog {
  private final Map<String, TaskType> types = new HashMap<>();

  private Catalog() {}

  /**
   * Returns the methods that the catalogs list which the loader finds.
   *
   * @throws ServiceConfigurationError if a catalog cannot be read
   */
  public static Catalog of(ClassLoader loader) {
    Catalog catalog = new Catalog();
    ServiceLoader.load(TaskCatalog.class, loader).forEach(catalog::add);
    return catalog;
  }

  /**
   * Returns the methods that the catalogs of the names list, without a look into every jar of the
   * class path; those of all catalogs if there are no names.
   *
   * @throws ServiceConfigurationError if a catalog cannot be read
   */
  static Catalog of(ClassLoader loader, List<String> names) {
    if (names.isEmpty()) {
      return of(loader);
    }
    Catalog catalog = new Catalog();
    for (String name : names) {
      try {
        Class<?> type = Class.forName(name, /* initialize= */ true, loader);
        catalog.add((TaskCatalog) type.getConstructor().newInstance());
      } catch (ReflectiveOperationException | ClassCastException e) {
        throw new ServiceConfigurationError("the class path has no catalog " + name, e);
      }
    }
    return catalog;
  }

  /** Returns the names of the catalogs that the loader finds. */
  public static List<String> names(ClassLoader loader) {
    return ServiceLoader.load(TaskCatalog.class, loader).stream()
        .map(provider -> provider.type().getName())
        .toList();
  }

  /** Has the classes loaded that have the methods, as far as they can be, and not initialized. */
  void load(ClassLoader loader) {
    for (String id : types.keySet()) {
      try {
        Class.forName(id.substring(0, id.indexOf('#')), /* initialize= */ false, loader);
      } catch (ClassNotFoundException | LinkageError e) {
        // Calls of it will tell.
      }
    }
  }

  private void add(TaskCatalog listed) {
    for (TaskType type : listed.taskTypes()) {
      types.put(type.id(), type);
    }
  }

  /** Returns the catalog that lists this method only. */
  static Catalog of(TaskType only) {
    Catalog catalog = new Catalog();
    catalog.types.put(only.id(), only);
    return catalog;
  }

  /** Returns the method, null if there is none of the id. */
  public @Nullable TaskType get(String id) {
    return types.get(id);
  }

  /**
   * Returns the method of the id.
   *
   * @throws IllegalArgumentException if this process has none
   */
  public TaskType require(String id) {
    TaskType type = get(id);
    if (type == null) {
      throw new IllegalArgumentException("the program has no remote method " + id);
    }
    return type;
  }
}
