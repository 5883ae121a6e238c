// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoTest {

  @Test
  void listsEverySample() {
    Ran ran = Ran.demo("--list");

    assertThat(ran.status()).isZero();
    assertThat(ran.out().lines().map(line -> line.split(" ", -1)[0]))
        .containsExactly("mandelbrot", "exoplanets", "pi", "quadrature");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mandelbrot", "exoplanets", "pi", "quadrature"})
  void everySampleExplainsItself(String sample) {
    Ran ran = Ran.demo(sample, "--help");

    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .contains("Usage: bin/demo " + sample, "--profile=NAME", "--settings=FILE", "--help");
  }

  @Test
  void runsMandelbrotWhereNoSampleIsNamed() {
    assertThat(Demo.withSample()).containsExactly("mandelbrot");
    assertThat(Demo.withSample("--tile", "7")).containsExactly("mandelbrot", "--tile", "7");
    assertThat(Demo.withSample("pi", "--seed", "7")).containsExactly("pi", "--seed", "7");
    assertThat(Demo.withSample("--help")).containsExactly("--help");
  }

  @Test
  void namesTheSampleThatWasMeant() {
    Ran ran = Ran.demo("mandelbort");

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err())
        .contains("there is no sample \"mandelbort\"; did you mean mandelbrot?")
        .contains("exoplanets ", "quadrature ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pi", "quadrature"})
  void smallSamplesFindTheirResultsRight(String sample) {
    for (String profile : new String[] {"threads", "inline"}) {
      Ran ran = Ran.demo(sample, "--profile", profile);

      assertThat(ran.out()).contains("right: ");
      assertThat(ran.status()).isZero();
    }
  }

  @Test
  void runsWithTheProfilesOfASettingsFile(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("yonder.toml");
    Files.writeString(file, "[profiles.desk]\nbackend = \"threads\"\ncpus = 3\n");

    Ran ran = Ran.demo("pi", "--settings", file.toString(), "--profile", "desk");

    assertThat(ran.out()).contains(" darts on 3 threads on ", "right: ");
    assertThat(ran.status()).isZero();
    assertThat(Ran.demo("pi", "--settings", file.toString(), "--profile", "dsek").err())
        .contains("and in " + file + " desk; did you mean \"desk\"?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --height 1 | at least 2 rows and 2 columns, not --height 1 --width 12000
          --width -5 | at least 2 rows and 2 columns, not --height 8000 --width -5
          --tile 0 | at least 1 point, not --tile 0
          --tile many | 'many' is not an int
          --height 100000 --width 100000 | do not fit into the memory of this Java
          --heigth 9 | "--heigth" means nothing here; did you mean --height
          --profile nowhere | there is no profile "nowhere"
          --profile thread | did you mean "threads"?
          --settings /does/not/exist | /does/not/exist, which the program names, is not there; correct the name
          exoplanets --top 0 | --partition and --top are at least 1, not 500 and 0
          exoplanets --partition -1 | --partition and --top are at least 1, not -1 and 10
          exoplanets one two | "two" means nothing here
          pi --seed none | 'none' is not a long
          """)
  void refusesNonsenseInOneMessage(String arguments, String message, @TempDir Path directory) {
    String out = directory.resolve("a.png").toString();
    String[] words =
        (arguments + (arguments.startsWith("-") ? " --out " + out : "")).split(" ", -1);

    Ran ran = Ran.demo(words);

    assertThat(ran.err()).contains(message).contains("--help' shows what it understands");
    assertThat(ran.err().lines()).hasSize(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.status()).isEqualTo(2);
  }

  @Test
  void refusesToWriteWhereNothingCanBeWritten(@TempDir Path directory) throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    Ran ran = Ran.demo("--out", file.resolve("picture.png").toString());

    assertThat(ran.err()).contains("the directory " + file + " cannot be made", "--out");
    assertThat(ran.status()).isEqualTo(2);
  }
}
