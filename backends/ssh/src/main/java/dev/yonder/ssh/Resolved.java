// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What ssh makes of a host, after all of its settings files.
 *
 * @param address the host that it would connect to, and the port
 * @param ciphers what it would offer, the first preferred
 * @param hostKeys what it does about unknown host keys, such as {@code ask}
 * @param hasCommand whether a command is set for the host, which ours must replace
 */
record Resolved(String address, List<String> ciphers, String hostKeys, boolean hasCommand) {

  /** Returns what {@code ssh -G} printed. */
  static Resolved parse(String printed) {
    Map<String, String> values = new LinkedHashMap<>();
    printed
        .lines()
        .forEach(
            line -> {
              int space = line.indexOf(' ');
              if (space > 0) {
                values.putIfAbsent(line.substring(0, space), line.substring(space + 1));
              }
            });
    String ciphers = values.getOrDefault("ciphers", "");
    return new Resolved(
        values.getOrDefault("hostname", "?") + " port " + values.getOrDefault("port", "22"),
        ciphers.isEmpty() ? List.of() : List.of(ciphers.split(",", -1)),
        values.getOrDefault("stricthostkeychecking", "ask"),
        !values.getOrDefault("remotecommand", "none").equals("none"));
  }

  /** Returns the ciphers with one of them first, none if ssh is to decide. */
  List<String> ciphersFrom(String first) {
    if (!ciphers.contains(first)) {
      return List.of();
    }
    List<String> sorted = new ArrayList<>(ciphers);
    sorted.remove(first);
    sorted.add(0, first);
    return sorted;
  }
}
