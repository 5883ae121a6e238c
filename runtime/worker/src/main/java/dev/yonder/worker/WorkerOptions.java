// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a driver tells a worker process on its command line.
 *
 * @param link how to reach the driver: {@code unix:PATH}, a Unix domain socket; {@code fd:IN,OUT},
 *     descriptors to which a shell has moved the protocol; {@code stdio}, the standard streams; or
 *     {@code tls:KEY@HOST:PORT,HOST:PORT}, ports of the driver's of which the first is taken that
 *     answers, with the file of the run's key; {@code files:DIRECTORY}, the directory of the run,
 *     for a worker that is the job of one attempt
 * @param directory where the worker makes a directory for itself
 * @param secretFile the file with what proves that the driver started the worker
 * @param name the worker's name
 * @param classPath the digest of the class path that the driver gave it
 * @param capacity what it has
 * @param gpus the names of the graphics processors that it has
 * @param elsewhere whether it may be on another host than its driver, so that no path can travel,
 *     and belongs to something that says by SIGTERM that it will be ended
 * @param catalogs the names of the classes that list the remote methods, none to look for them
 */
public record WorkerOptions(
    String link,
    String directory,
    String secretFile,
    String name,
    String classPath,
    Resources capacity,
    List<String> gpus,
    boolean elsewhere,
    List<String> catalogs) {
  private static final String NAMED = "resource.";

  /** The number of a worker of an array, which whatever starts it adds to the arguments. */
  private static final String INDEX = "index";

  /** Returns the options as arguments of the main class, each {@code key=value}. */
  public List<String> arguments() {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "link=" + link,
                "directory=" + directory,
                "secret-file=" + secretFile,
                "name=" + name,
                "class-path=" + classPath,
                "cpus=" + capacity.cpus(),
                "memory=" + capacity.memory(),
                "gpus=" + String.join(",", gpus),
                "elsewhere=" + elsewhere,
                "catalogs=" + String.join(",", catalogs)));
    new TreeMap<>(capacity.named())
        .forEach((resource, amount) -> arguments.add(NAMED + resource + "=" + amount));
    return arguments;
  }

  /**
   * Returns the options of the arguments.
   *
   * @throws IllegalArgumentException if one is missing or cannot be read
   */
  static WorkerOptions parse(String[] arguments) {
    Map<String, String> values = new TreeMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("an argument is key=value, not " + argument);
      }
      values.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    Map<String, Integer> named = new TreeMap<>();
    for (Map.Entry<String, String> value : values.entrySet()) {
      if (value.getKey().startsWith(NAMED)) {
        named.put(value.getKey().substring(NAMED.length()), Integer.valueOf(value.getValue()));
      }
    }
    List<String> gpus = names(values, "gpus");
    Resources capacity =
        new Resources(
            Integer.parseInt(get(values, "cpus")),
            Long.parseLong(get(values, "memory")),
            gpus.size(),
            named);
    return new WorkerOptions(
        get(values, "link"),
        get(values, "directory"),
        get(values, "secret-file"),
        name(values),
        get(values, "class-path"),
        capacity,
        gpus,
        Boolean.parseBoolean(values.get("elsewhere")),
        names(values, "catalogs"));
  }

  private static List<String> names(Map<String, String> values, String key) {
    String names = get(values, key);
    return names.isEmpty() ? List.of() : List.of(names.split(",", -1));
  }

  /** Returns the name; that of a worker of an array ends with its number. */
  private static String name(Map<String, String> values) {
    String name = get(values, "name");
    String index = values.get(INDEX);
    return index == null ? name : name + "-" + index;
  }

  private static String get(Map<String, String> values, String key) {
    String value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException("the argument " + key + "=… is missing");
    }
    return value;
  }
}
