// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.CallOptions;
import dev.yonder.engine.settings.Environment;
import dev.yonder.engine.settings.ProfileLookup;
import dev.yonder.spi.ProfileSettings;
import dev.yonder.spi.SessionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about settings has a file that can be used, and every setting that there is. */
class SettingsPageTest {
  private static final Pattern BLOCK = Pattern.compile("```toml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ROW =
      Pattern.compile("^\\|((?: `[a-z-]+`,?)+) \\|", Pattern.MULTILINE);

  private static String page() throws IOException {
    return Files.readString(
        Path.of(System.getProperty("basedir", "")).resolve("../../docs/settings.md"));
  }

  /** Returns the names in the first column of the table of a section. */
  private static List<String> names(String section) throws IOException {
    String page = page();
    String from = page.substring(page.indexOf("\n## " + section + "\n") + 4);
    String text = from.substring(0, from.indexOf("\n## "));
    return ROW.matcher(text)
        .results()
        .flatMap(row -> List.of(row.group(1).replaceAll("[`, ]+", " ").strip().split(" ")).stream())
        .toList();
  }

  private static ProfileSettings find(String profile, Path file) {
    return new ProfileLookup(Environment.ofThisProcess(), Profiles.names(), CommonSettings.KEYS)
        .find(new SessionSettings(profile, file, Map.of(), CallOptions.none()));
  }

  @Test
  void itsFileCanBeUsed(@TempDir Path directory) throws IOException {
    var block = BLOCK.matcher(page());
    assertThat(block.find()).isTrue();
    Path file = Files.writeString(directory.resolve("yonder.toml"), block.group(1));

    ProfileSettings desk = find("desk", file);
    CommonSettings settings = CommonSettings.of(desk, CallOptions.none());
    ProcessSettings processes = ProcessSettings.of(desk);
    ProfileSettings threads = find("threads", file);

    assertThat(settings.capacity().memory()).hasValue(8L << 30);
    assertThat(settings.calls()).isEqualTo(CallOptions.none().walltime("2h").retries(2));
    assertThat(settings.limits().cancelGrace()).isEqualTo(Duration.ofSeconds(5));
    assertThat(processes.jvm()).containsExactly("-Xss4m", "-XX:+UseParallelGC");
    assertThat(Profiles.supply(threads, Capacity.of(threads), null).capacity().cpus()).isEqualTo(2);
  }

  @Test
  void everySettingIsInATable() throws IOException {
    assertThat(names("Settings of all profiles")).hasSameElementsAs(CommonSettings.KEYS);
    assertThat(names("Options of calls")).hasSameElementsAs(DefaultOptions.KEYS);
  }
}
