// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessSettingsTest {

  private static ProcessSettings of(Map<String, String> given) {
    return ProcessSettings.of(given, new Properties());
  }

  @Test
  void areThoseOfTheProgramBeforeThoseOfProperties(@TempDir Path directory) {
    Properties properties = new Properties();
    properties.setProperty("yonder.jvm", "-Xss2m");
    properties.setProperty("yonder.env.SITE", "north");
    properties.setProperty("yonder.profile", "processes");
    ProcessSettings settings =
        ProcessSettings.of(
            Map.of("jvm", " -Xss4m  -ea ", "directory", directory.toString(), "warm", "2"),
            properties);
    assertThat(settings.jvm()).containsExactly("-Xss4m", "-ea");
    assertThat(settings.environment()).containsExactly(Map.entry("SITE", "north"));
    assertThat(settings.directory()).isEqualTo(directory);
    assertThat(settings.warm()).isEqualTo(2);
  }

  @Test
  void areEmptyWhereNothingIsSaid() {
    assertThat(of(Map.of()))
        .isEqualTo(ProcessSettings.of(Map.of(), new Properties()))
        .satisfies(settings -> assertThat(settings.jvm()).isEmpty());
  }

  @Test
  void aLocaleIsThatOfTheJavaMachine() {
    assertThat(of(Map.of("locale", "de-CH")).jvm())
        .contains("-Duser.language=de", "-Duser.country=CH");
  }

  @ParameterizedTest
  @CsvSource({
    "jvmm, -Xss4m, did you mean \"jvm\"?",
    "env., x, has no setting \"env.\"",
    "jvm, Xss4m, \"Xss4m\" in it is no option",
    "jvm, -cp /x, workers have the program's class path",
    "warm, -1, from 0 to 1000",
    "warm, many, \"many\"",
    "locale, deutsch!, such as de-CH",
    "directory, /does/not/exist, /does/not/exist is no directory"
  })
  void thatAreWrongAreRefusedWithWhatTheyAre(String name, String value, String message) {
    assertThatThrownBy(() -> of(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
