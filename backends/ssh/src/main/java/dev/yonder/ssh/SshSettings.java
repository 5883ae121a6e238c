// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import dev.yonder.spi.ProfileSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a profile says of the hosts and the way to them.
 *
 * @param hosts what workers run on, at least one
 * @param config the file that ssh reads instead of the user's own, null for that one
 * @param options what ssh is given besides
 * @param cipher the cipher that is asked for first, where ssh would offer it at all
 * @param connectTimeout how long a host has to answer
 * @param keepAlive how often a host that is silent is asked whether it is there
 */
record SshSettings(
    List<HostSettings> hosts,
    @Nullable Path config,
    List<String> options,
    String cipher,
    Duration connectTimeout,
    Duration keepAlive) {
  private static final String HOSTS = "hosts";
  private static final String JAVA = "java";
  private static final String DIRECTORY = "directory";
  private static final String CONFIG = "ssh-config";
  private static final String OPTIONS = "ssh-options";
  private static final String CIPHER = "cipher";
  private static final String CONNECT_TIMEOUT = "connect-timeout";
  private static final String KEEP_ALIVE = "keep-alive";
  private static final List<String> KEYS =
      List.of(
          HOSTS, JAVA, DIRECTORY, CONFIG, OPTIONS, CIPHER, CONNECT_TIMEOUT, KEEP_ALIVE);

  /** Three times as fast as what ssh takes first, on processors that know AES. */
  private static final String FAST = "aes128-gcm@openssh.com";

  private static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration DEFAULT_KEEP_ALIVE = Duration.ofSeconds(5);

  /** The unit of what ssh is told. */
  private static final Duration LEAST = Duration.ofSeconds(1);

  /**
   * Returns the settings.
   *
   * @throws IllegalArgumentException if one is unknown, missing or wrong
   */
  static SshSettings of(ProfileSettings settings) {
    settings.refuseUnknown(KEYS);
    String java = place(settings, JAVA);
    String directory = place(settings, DIRECTORY);
    String cipher = settings.text(CIPHER).orElse(FAST);
    if (!cipher.matches("[A-Za-z0-9@.-]*")) {
      throw settings.wrong(
          CIPHER, "is one name as \"ssh -Q cipher\" tells them, not \"%s\"".formatted(cipher));
    }
    return new SshSettings(
        hosts(settings).stream().map(host -> host.orElse(java, directory)).toList(),
        settings.path(CONFIG).orElse(null),
        settings.texts(OPTIONS),
        cipher,
        settings.duration(CONNECT_TIMEOUT, LEAST).orElse(DEFAULT_CONNECT_TIMEOUT),
        settings.duration(KEEP_ALIVE, LEAST).orElse(DEFAULT_KEEP_ALIVE));
  }

  private static List<HostSettings> hosts(ProfileSettings settings) {
    if (settings.texts(HOSTS).isEmpty()) {
      throw settings.missing(
          HOSTS, "the hosts that workers run on, as in hosts = [\"node1\", \"me@node[02-09]\"]");
    }
    try {
      List<HostSettings> hosts = HostList.parse(settings.texts(HOSTS));
      if (!hosts.isEmpty()) {
        return hosts;
      }
    } catch (IllegalArgumentException e) {
      throw settings.wrong(HOSTS, e.getMessage());
    }
    throw settings.wrong(HOSTS, "has no host in it");
  }

  private static String place(ProfileSettings settings, String key) {
    String place = settings.text(key).orElse("");
    if (!place.isEmpty() && !HostSettings.isPlace(place)) {
      throw settings.wrong(
          key, "is a path on the hosts that begins with / or ~/, not \"%s\"".formatted(place));
    }
    return place;
  }
}
