// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessSettingsTest {

  private static ProcessSettings of(Map<String, String> texts) {
    return ProcessSettings.of(Said.byProgram("processes", texts));
  }

  @Test
  void areReadFromTexts(@TempDir Path directory) {
    ProcessSettings settings =
        of(
            Map.of(
                "jvm",
                " -Xss4m  -ea ",
                "directory",
                directory.toString(),
                "warm",
                "2",
                "env.SITE",
                "north"));
    assertThat(settings.jvm()).containsExactly("-Xss4m", "-ea");
    assertThat(settings.environment()).containsExactly(Map.entry("SITE", "north"));
    assertThat(settings.directory()).isEqualTo(directory);
    assertThat(settings.warm()).isEqualTo(2);
  }

  @Test
  void areReadFromAFile() {
    ProcessSettings settings =
        ProcessSettings.of(
            Said.inFile(
                "processes",
                Map.of(
                    "jvm",
                    List.of("-Dname=a b"),
                    "directory",
                    ".",
                    "warm",
                    2,
                    "link",
                    "tls",
                    "env",
                    Map.of("SITE", "north"))));
    assertThat(settings.jvm()).containsExactly("-Dname=a b");
    assertThat(settings.environment()).containsExactly(Map.entry("SITE", "north"));
    assertThat(settings.directory()).isEqualTo(Path.of("").toAbsolutePath());
    assertThat(settings.link()).isEqualTo("tls");
  }

  @Test
  void areEmptyWhereNothingIsSaid() {
    assertThat(ProcessSettings.of(Said.nothing("processes")))
        .isEqualTo(new ProcessSettings(List.of(), Map.of(), null, "unix", 0));
  }

  @Test
  void aLocaleIsThatOfTheJavaMachine() {
    assertThat(of(Map.of("locale", "de-CH")).jvm())
        .contains("-Duser.language=de", "-Duser.country=CH");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jvmm | -Xss4m | program: the profile processes has no setting "jvmm"; it has backend, calls, cancel-grace, cpus, directory, env, gpus, jvm, library-path, link, locale, max-depth, max-failures, memory, progress, resources, retry-delay, seed, warm, workers; did you mean "jvm"?
          env. | x | program: the setting env. of the profile processes is no environment variable: it has no name, or an = in it
          env | x | program: the setting env of the profile processes is a table, not "x"; say what is in it, as in env.NAME
          jvm | Xss4m | program: the setting jvm of the profile processes has options of the Java machine, such as "-Xss4m -XX:+UseParallelGC"; "Xss4m" in it is no option
          jvm | -cp /x | program: the setting jvm of the profile processes has options of the Java machine, such as "-Xss4m -XX:+UseParallelGC"; "-cp" in it is not for you to set: workers have the program's class path
          warm | -1 | program: the setting warm of the profile processes is a number from 0 to 1000, not "-1"
          warm | many | program: the setting warm of the profile processes is a number from 0 to 1000, not "many"
          link | tsl | program: the setting link of the profile processes is one of unix, stdio, tls, not "tsl"; did you mean "tls"?
          directory | /does/not/exist | program: the setting directory of the profile processes is where workers run, but /does/not/exist is no directory
          """)
  void thatAreWrongAreRefusedWithWhatTheyAre(String name, String value, String message) {
    assertThatThrownBy(() -> of(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aLocaleThatIsNoneIsRefused() {
    assertThatThrownBy(() -> of(Map.of("locale", "deutsch!")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "program: the setting locale of the profile processes is a language tag such as de-CH"
                + " or en-US, not \"deutsch!\": ");
  }
}
