// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import dev.yonder.spi.BackendException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a host told of itself.
 *
 * @param cpus how many processors its users may use
 * @param memory how many bytes it has, 0 if it does not say
 * @param java the program that starts a Java machine that will do
 * @param code the directory for jars
 * @param runs the directory for what a run needs
 * @param fileSystem the name of the file system with the jars, which several hosts may have
 * @param free how many bytes have room beside the jars
 * @param jars the sizes of the jars that are there, by name
 */
record HostFacts(
    int cpus,
    long memory,
    String java,
    String code,
    String runs,
    String fileSystem,
    long free,
    Map<String, Long> jars) {

  /** What was said, in order, by key. */
  private record Said(Map<String, List<String>> values) {
    String last(String key) {
      List<String> all = all(key);
      return all.isEmpty() ? "" : all.get(all.size() - 1);
    }

    List<String> all(String key) {
      return values.getOrDefault(key, List.of());
    }

    long number(String key) {
      String value = last(key);
      return value.matches("[0-9]{1,18}") ? Long.parseLong(value) : 0;
    }
  }

  /**
   * Returns the facts.
   *
   * @param lines what the probe printed between its marks
   * @param feature the least feature version of Java that will do
   * @throws BackendException if no worker can run there
   */
  static HostFacts parse(List<String> lines, HostSettings host, int feature)
      throws BackendException {
    Map<String, List<String>> values = new HashMap<>();
    for (String line : lines) {
      int space = line.indexOf(' ');
      if (space > 0) {
        values
            .computeIfAbsent(line.substring(0, space), key -> new ArrayList<>())
            .add(line.substring(space + 1).strip());
      }
    }
    Said said = new Said(values);
    if (!said.last("unusable").isEmpty()) {
      throw BackendException.lasting(
          "on host %s the directory %s. Repair that, or name another with directory=… behind the host"
              .formatted(host, said.last("unusable")),
          null);
    }
    if (said.last("java").isEmpty()) {
      throw noJava(said, host, feature);
    }
    Map<String, Long> jars = new HashMap<>();
    for (String jar : said.all("jar")) {
      String[] parts = jar.split(" ", 2);
      if (parts.length == 2 && parts[0].matches("[0-9]{1,18}")) {
        jars.put(parts[1], Long.valueOf(parts[0]));
      }
    }
    return new HostFacts(
        (int) Math.max(1, said.number("cpus")),
        said.number("memory"),
        said.last("java"),
        said.last("code"),
        said.last("runs"),
        said.last("file-system"),
        said.number("free") << 10,
        Map.copyOf(jars));
  }

  private static BackendException noJava(Said said, HostSettings host, int feature) {
    List<String> found = new ArrayList<>();
    said.all("java-old").stream()
        .map(old -> old.split(" ", 2))
        .map(old -> "%s is Java %s".formatted(old[1], old[0]))
        .forEach(found::add);
    said.all("java-broken").stream().map(java -> java + " does not start").forEach(found::add);
    String where =
        host.java().isEmpty()
            ? "JAVA_HOME, the PATH and /usr/lib/jvm"
            : "java=" + host.java();
    return BackendException.lasting(
        ("host %s has no Java %d or later by %s%s. Install one there, or say where it is with"
                + " java=/path/to/jdk behind the host")
            .formatted(
                host,
                feature,
                where,
                found.isEmpty() ? "" : ": " + String.join(", ", found)),
        null);
  }
}
