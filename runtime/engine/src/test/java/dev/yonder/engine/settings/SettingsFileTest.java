// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.spi.SettingsLayer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {
  private static final Path PATH = Path.of("/home/ann/yonder.toml");
  private static final String LAB =
      """
      # Where my calls run.
      profile = "lab"

      [profiles.lab]
      backend = "processes"
      cpus = 4
      jvm = [
        "-Xss4m",
        "-ea",
      ]
      env = { SITE = "north" }
      calls.retries = 2

      [profiles.lab.resources]
      licence = 3

      [profiles."two words"]
      backend = "threads"
      """;

  private static SettingsFile parse(String content) {
    return SettingsFile.parse(PATH, content);
  }

  private static SettingsLayer lab() {
    SettingsLayer lab = parse(LAB).profile("lab");
    assertThat(lab).isNotNull();
    return lab;
  }

  @Test
  void hasProfilesOneOfWhichIsTheDefault() {
    SettingsFile file = parse(LAB);
    assertThat(file.defaultProfile()).isEqualTo("lab");
    assertThat(file.defaultOrigin()).isEqualTo("/home/ann/yonder.toml line 2");
    assertThat(file.profiles()).containsExactly("lab", "two words");
    assertThat(file.profile("other")).isNull();
    assertThat(lab().values())
        .isEqualTo(
            Map.of(
                "backend",
                "processes",
                "cpus",
                4,
                "jvm",
                List.of("-Xss4m", "-ea"),
                "env",
                Map.of("SITE", "north"),
                "calls",
                Map.of("retries", 2),
                "resources",
                Map.of("licence", 3)));
    assertThat(lab().form()).isEqualTo(SettingsLayer.Form.TYPED);
    assertThat(lab().directory()).isEqualTo(Path.of("/home/ann"));
  }

  @ParameterizedTest
  @CsvSource({
    "backend, 5",
    "cpus, 6",
    "jvm, 7",
    "env, 11",
    "env.SITE, 11",
    "calls.retries, 12",
    "resources, 14",
    "resources.licence, 15"
  })
  void knowsTheLineOfASetting(String name, int line) {
    assertThat(lab().origin().of(List.of(name.split("\\.", -1))))
        .isEqualTo("/home/ann/yonder.toml line " + line);
  }

  @Test
  void knowsTheLineOfAProfile() {
    assertThat(lab().origin().of(List.of())).isEqualTo("/home/ann/yonder.toml line 4");
  }

  @Test
  void mayHaveNothing() {
    assertThat(parse("").profiles()).isEmpty();
    assertThat(parse("# nothing").defaultProfile()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          \\ncpsu = 4                | line 2: a settings file has profile and profiles, but not "cpsu"
          profil = "lab"             | line 1: a settings file has profile and profiles, but not "profil"; did you mean "profile"?
          [lab]                      | line 1: a settings file has profile and profiles, but not "lab"; a profile is a table [profiles.lab]
          [profile.lab]              | line 1: profile is the name of the profile to use, in quotes; the profiles themselves are tables [profiles.NAME]
          profile = 3                | line 1: profile is the name of the profile to use, in quotes, and not 3
          profile = " "              | line 1: profile is the name of the profile to use, in quotes, and not blank
          profiles = "lab"           | line 1: profiles is a table, and not lab; write [profiles.NAME]
          \\n[profiles."a/b"]         | line 2: a profile cannot be called "a/b", as files are named after it; choose a name without /
          [profiles]\\nlab = 4       | line 2: profiles.lab is a table, and not 4; write [profiles.lab]
          """)
  void refusesWhatNoSettingsFileHas(String content, String message) {
    assertThatThrownBy(() -> parse(content.replace("\\n", "\n")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("/home/ann/yonder.toml " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          \\n[profiles.lab\\n         | line 2, column 14: Newline not permitted here, in "[profiles.lab"; what is no number, true or false has quotes
          [profiles.lab]\\ncpus = four | line 2, column 8: Unknown token, in "cpus = four"; what is no number, true or false has quotes
          [profiles.lab]\\nmemory = 8 G | line 2, column 12: More data after value has already ended. Invalid value preceding this position?, in "memory = 8 G"; what is no number, true or false has quotes
          [profiles.lab]\\n  cpus 4     | line 2, column 7: Unknown token, in "cpus 4"; what is no number, true or false has quotes
          [lab]\\nlink = "a"\\nlink = "b" | line 3, column 11: Duplicate key, in "link = "b""
          [profiles.lab]\\njvm = "-ea  | line 2, column 11: Premature end of file, in "jvm = "-ea"
          """)
  void refusesWhatIsNotToml(String content, String where) {
    assertThatThrownBy(() -> parse(content.replace("\\n", "\n")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("/home/ann/yonder.toml is not TOML: " + where);
  }

  @Test
  void refusesWhatIsNoText(@TempDir Path directory) throws Exception {
    Path latin = directory.resolve("yonder.toml");
    Files.write(latin, "# Zürich".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> SettingsFile.read(latin))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the settings file %s is not text in UTF-8; save it as that", latin);
    assertThatThrownBy(() -> SettingsFile.read(directory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the settings file %s cannot be read: ".formatted(directory));
  }
}
