// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.grid.GridDialect.Sighting;
import dev.yonder.spi.BlockId;
import dev.yonder.spi.BlockStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What holds for every dialect: it reads what its batch system really prints.
 *
 * <p>The outputs are files. The name of each says where it is from: {@code recorded} with the
 * version that printed it, or {@code documented} with the page that says so. Beside each {@code
 * .status} stands an {@code .expected}, line by line what is to be made of it. Lines of a {@code
 * .refused} begin with what is to be made of them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GridDialectContract {

  abstract GridDialect dialect();

  abstract Path outputs();

  private List<Path> files(String ending) throws IOException {
    try (Stream<Path> files = Files.list(outputs())) {
      List<Path> found = files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
      assertThat(found).isNotEmpty();
      return found;
    }
  }

  List<Path> statuses() throws IOException {
    return files(".status");
  }

  List<Path> submitted() throws IOException {
    return files(".submitted");
  }

  List<String> refused() throws IOException {
    return lines(files(".refused"));
  }

  List<Path> limits() throws IOException {
    return files(".limit");
  }

  private static List<String> lines(List<Path> files) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : files) {
      lines.addAll(Files.readAllLines(file));
    }
    return lines;
  }

  @Test
  void everyOutputSaysWhereItIsFrom() throws IOException {
    try (Stream<Path> files = Files.list(outputs())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .allMatch(name -> name.startsWith("recorded-") || name.startsWith("documented-"));
    }
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void everyStatusIsRead(Path file) throws Exception {
    List<String> read =
        dialect().parseStatus(Files.readString(file)).stream()
            .map(GridDialectContract::inWords)
            .toList();
    Path expected = Path.of(file.toString().replace(".status", ".expected"));
    Path written =
        Files.createDirectories(Path.of("target/outputs")).resolve(expected.getFileName());
    Files.write(written, read);
    assertThat(String.join("\n", read).stripTrailing())
        .as("if this is right: cp %s %s", written.toAbsolutePath(), expected)
        .isEqualTo(Files.readString(expected).stripTrailing());
  }

  private static String inWords(Sighting sighting) {
    BlockStatus status = sighting.status();
    String how =
        status == null
            ? "UNKNOWN"
            : status.state()
                + (status.end() == null ? "" : " " + status.end())
                + ": "
                + status.reason();
    return "%s %s %s".formatted(sighting.id(), sighting.name(), how);
  }

  @ParameterizedTest
  @ValueSource(strings = {"error", "{\"jobs\": []}", "1 2 3 4 5 6 7", "||||||||", "\0"})
  void whatIsNoStatusIsRefused(String rubbish) {
    assertThatThrownBy(() -> dialect().parseStatus(rubbish))
        .isInstanceOf(UnexpectedOutputException.class);
  }

  @ParameterizedTest
  @MethodSource("submitted")
  void everyNumberIsRead(Path file) throws Exception {
    String number = dialect().parseSubmit(Files.readString(file));
    assertThat(number).isEqualTo("4711");
    assertThat(List.of(dialect().element(number, 0), dialect().element(number, 12)))
        .doesNotHaveDuplicates()
        .allMatch(id -> dialect().arrayOf(id).equals(number));
    assertThat(dialect().arrayOf(new BlockId(number))).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "error", "submitted", "Job 4711 was not submitted"})
  void whatIsNoNumberIsRefused(String rubbish) {
    assertThatThrownBy(() -> dialect().parseSubmit(rubbish))
        .isInstanceOf(UnexpectedOutputException.class);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void everyRefusalIsUnderstood(String line) {
    int colon = line.indexOf(": ");
    assertThat(dialect().refusal(line.substring(colon + 2)))
        .isEqualTo(GridDialect.Refusal.valueOf(line.substring(0, colon)));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void theLimitIsRead(Path file) throws Exception {
    assertThat(dialect().parseLimit(Files.readString(file))).isEqualTo(10_001);
    assertThatThrownBy(() -> dialect().parseLimit("nothing"))
        .isInstanceOf(UnexpectedOutputException.class);
  }
}
