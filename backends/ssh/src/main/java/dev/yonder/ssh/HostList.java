// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the hosts of a profile, such as {@code me@node[03-16]:2222 slots=8 java=/opt/jdk}. */
final class HostList {
  /** A user, a name or an address in brackets, and a port; what starts with a hyphen is an option. */
  private static final Pattern HOST =
      Pattern.compile(
          "(?:(?<user>[^-\\s][^\\s]*)@)?"
              + "(?:\\[(?<address>[0-9A-Fa-f:.]*:[0-9A-Za-z:.%]*)\\]|(?<name>[A-Za-z0-9_][\\w.-]*))"
              + "(?::(?<port>[0-9]{1,5}))?");

  private static final int MOST_PORT = 65_535;

  private HostList() {}

  /**
   * Returns the hosts in order.
   *
   * @param entries hosts, each with its options behind it
   * @throws IllegalArgumentException if one cannot be read or comes twice; the message completes
   *     "the setting hosts …"
   */
  static List<HostSettings> parse(List<String> entries) {
    List<HostSettings> hosts = new ArrayList<>();
    // The hosts that the last word named, as a range names several.
    List<HostSettings> last = List.of();
    for (String word : words(entries)) {
      if (word.indexOf('=') > 0) {
        last = last.stream().map(host -> host.with(word)).toList();
        if (last.isEmpty()) {
          throw new IllegalArgumentException(
              "begins with \"%s\", which is an option: first comes the host that it is for"
                  .formatted(word));
        }
      } else {
        hosts.addAll(last);
        last = HostRange.expand(word).stream().map(HostList::host).toList();
      }
    }
    hosts.addAll(last);
    refuseTwice(hosts);
    return List.copyOf(hosts);
  }

  private static List<String> words(List<String> entries) {
    return entries.stream()
        .flatMap(entry -> List.of(entry.strip().split("\\s+", -1)).stream())
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static HostSettings host(String text) {
    Matcher host = HOST.matcher(text);
    String port = host.matches() && host.group("port") != null ? host.group("port") : "0";
    if (!host.matches() || Integer.parseInt(port) > MOST_PORT) {
      throw new IllegalArgumentException(
          "has \"%s\", which is no host: write it as [USER@]NAME[:PORT], an IPv6 address in brackets"
              .formatted(text));
    }
    String user = host.group("user") == null ? "" : host.group("user");
    String name = host.group("address") == null ? host.group("name") : host.group("address");
    return new HostSettings(user, name, Integer.parseInt(port), 0, 0, "", "");
  }

  private static void refuseTwice(List<HostSettings> hosts) {
    Set<String> seen = new HashSet<>();
    for (HostSettings host : hosts) {
      if (!seen.add(host.name() + ":" + host.port())) {
        throw new IllegalArgumentException(
            "has the host %s twice: one worker has all slots of a host, so name it once, with"
                    .formatted(host)
                + " slots=… for more or fewer");
      }
    }
  }
}
