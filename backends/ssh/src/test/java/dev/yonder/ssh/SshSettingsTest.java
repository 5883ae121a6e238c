// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.spi.ProfileSettings;
import dev.yonder.spi.SettingsLayer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SshSettingsTest {
  /** Returns settings as a file has them. */
  static ProfileSettings profile(Map<String, Object> values) {
    return new ProfileSettings(
        "lab",
        "ssh",
        List.of(
            new SettingsLayer(
                values, SettingsLayer.Form.TYPED, path -> "yonder.toml line 3", Path.of("/etc"))),
        Set.of());
  }

  @Test
  void unsetIsWhatMostNeed() {
    assertThat(SshSettings.of(profile(Map.of("hosts", List.of("a")))))
        .isEqualTo(
            new SshSettings(
                List.of(new HostSettings("", "a", 0, 0, 0, "", "")),
                null,
                List.of(),
                "aes128-gcm@openssh.com",
                Duration.ofSeconds(10),
                Duration.ofSeconds(5)));
  }

  @Test
  void whatIsSaidOfAllHoldsWhereNothingIsSaidOfOne() {
    SshSettings settings =
        SshSettings.of(
            profile(
                Map.of(
                    "hosts", List.of("a java=/opt/jdk", "b directory=~/b"),
                    "java", "/usr/jdk",
                    "directory", "/scratch/ann",
                    "ssh-config", "ssh_config",
                    "ssh-options", List.of("-o", "User=ann"),
                    "cipher", "aes256-ctr",
                    "connect-timeout", "3s",
                    "keep-alive", "1min")));
    assertThat(settings)
        .isEqualTo(
            new SshSettings(
                List.of(
                    new HostSettings("", "a", 0, 0, 0, "/opt/jdk", "/scratch/ann"),
                    new HostSettings("", "b", 0, 0, 0, "/usr/jdk", "~/b")),
                Path.of("/etc/ssh_config"),
                List.of("-o", "User=ann"),
                "aes256-ctr",
                Duration.ofSeconds(3),
                Duration.ofMinutes(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host|a|did you mean \"hosts\"?",
        "hosts|a slots=x|the setting hosts of the profile lab says \"slots=x\" of the host a, but",
        "java|jdk|the setting java of the profile lab is a path on the hosts that begins with / or"
            + " ~/, not \"jdk\"",
        "cipher|-oX|the setting cipher of the profile lab is one name as \"ssh -Q cipher\" tells"
            + " them, not \"-oX\"",
        "keep-alive|1ms|the setting keep-alive of the profile lab is a time of at least"
      })
  void whatCannotBeUsedIsRefused(String key, String value, String message) {
    Map<String, Object> values =
        key.equals("hosts") ? Map.of(key, value) : Map.of("hosts", "a", key, value);
    assertThatThrownBy(() -> SshSettings.of(profile(values)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("yonder.toml line 3: ")
        .hasMessageContaining(message);
  }

  @Test
  void hostsAreNeeded() {
    assertThatThrownBy(() -> SshSettings.of(profile(Map.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(
            "the hosts that workers run on, as in hosts = [\"node1\", \"me@node[02-09]\"]");
    assertThatThrownBy(() -> SshSettings.of(profile(Map.of("hosts", List.of(" ")))))
        .hasMessage("yonder.toml line 3: the setting hosts of the profile lab has no host in it");
  }
}
