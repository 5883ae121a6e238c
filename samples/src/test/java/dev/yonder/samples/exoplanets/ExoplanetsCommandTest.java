// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.exoplanets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.samples.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ExoplanetsCommandTest {
  @TempDir private Path directory;

  @SuppressWarnings("NullAway.Init") // JUnit sets the directory
  ExoplanetsCommandTest() {}

  private Ran run(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "exoplanets";
    all[1] = "--out";
    all[2] = directory.resolve("charts").toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return Ran.demo(all);
  }

  @ParameterizedTest
  @CsvSource({"1, threads", "4, threads", "500, threads", "4, inline", "4, processes"})
  void countsTheMadeUpPlanets(String partition, String profile) throws IOException {
    Ran ran = run("--partition", partition, "--profile", profile, "--top", "5");

    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .contains("14 planets of 6 stars, found by 5 methods")
        .contains("bad lines: 1", "  line 15 has 5 fields")
        .contains("Planets per star (5 of 6)")
        .containsSubsequence("Lantern", " 4", "Old Mill", " 3", "Ember", " 2", "Harbour, North")
        .doesNotContain("Needle")
        .containsSubsequence("Transit", " 8", "Microlensing", " 2", "Radial Velocity", "Imaging")
        .contains("right: a sequential count of the whole file agrees");
    for (String chart : new String[] {"planets-per-star", "planets-per-method"}) {
      Path png = directory.resolve("charts").resolve(chart + ".png");
      assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(1000);
      assertThat(png.resolveSibling(chart + ".svg")).content().contains("<svg", "</svg>");
    }
  }

  @Test
  void differentCountMakesTheProgramFail() throws IOException {
    Path other =
        Files.writeString(directory.resolve("b"), "pl_hostname,pl_discmethod\nB,Transit\n");
    ExoplanetsCommand command = new ExoplanetsCommand(file -> SequentialCount.of(other));

    Ran ran = Ran.command(new CommandLine(command), "--out", directory.toString());

    assertThat(ran.out())
        .contains("WRONG: a sequential count finds 1 planets of 1 stars by 1 methods, 0 bad lines");
    assertThat(ran.status()).isEqualTo(1);
  }

  @Test
  void fileWithoutPlanetsHasNoCharts() throws IOException {
    Ran ran = run(write("pl_hostname,pl_discmethod\nbad\n").toString());

    assertThat(ran.out()).contains("0 planets of 0 stars", "line 2 has 1 fields", "no charts");
    assertThat(ran.status()).isZero();
  }

  @Test
  void refusesAFileThatIsNotThere() {
    Path file = directory.resolve("nowhere.csv");

    assertRefused(run(file.toString()), "there is no file " + file);
  }

  @Test
  void refusesADirectory() {
    assertRefused(run(directory.toString()), directory + " is not a file that can be read");
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    assertRefused(run(write("").toString()), "planets.csv is empty");
  }

  @Test
  void refusesAFileWithoutTheColumns() throws IOException {
    assertRefused(
        run(write("pl_hostname,star\n").toString()),
        "planets.csv has no column pl_discmethod in its first line");
  }

  @Test
  void refusesTextThatIsNotUtf8AndNamesTheLine() throws IOException {
    Path file = directory.resolve("planets.csv");
    Files.writeString(
        file,
        "pl_hostname,pl_discmethod\nA,Transit\nB,Transit\nCaf\u00e9,Transit\nD,Transit\n",
        StandardCharsets.ISO_8859_1);

    for (String partition : new String[] {"1", "2", "100"}) {
      assertRefused(
          run(file.toString(), "--partition", partition),
          "planets.csv is not UTF-8 text: line 4 has bytes that mean nothing in it");
    }
  }

  @Test
  void refusesUtf16() throws IOException {
    Path file = directory.resolve("planets.csv");
    Files.writeString(file, "pl_hostname,pl_discmethod\nA,B\n", StandardCharsets.UTF_16);

    assertRefused(run(file.toString()), "planets.csv is not UTF-8 text");
  }

  @Test
  void refusesQuotesThatMakeNoSense() throws IOException {
    Path file = write("pl_hostname,pl_discmethod\nA,Transit\n\"B\"b,Transit\n");

    assertRefused(
        run(file.toString()),
        "planets.csv: the record after the one of line 2 cannot be read: Unexpected character");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("planets.csv"), text);
  }

  private static void assertRefused(Ran ran, String message) {
    assertThat(ran.err()).contains("bin/demo exoplanets: ", message);
    assertThat(ran.err().lines()).hasSize(2);
    assertThat(ran.status()).isEqualTo(2);
  }
}
