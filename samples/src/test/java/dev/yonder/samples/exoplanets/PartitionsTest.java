// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.exoplanets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.Session;
import dev.yonder.Yonder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts files of all shapes, cut at every possible place. */
class PartitionsTest {
  private static final String HEADER = "pl_name,pl_hostname,pl_discmethod\n";

  @TempDir private Path directory;

  @SuppressWarnings("NullAway.Init") // JUnit sets the directory
  PartitionsTest() {}

  /** Counts in partitions of every size, which must agree with one another and the loop. */
  private Counts count(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("planets.csv"), text);
    Counts whole = count(file, Integer.MAX_VALUE);
    assertThat(SequentialCount.of(file).agreesWith(whole)).isTrue();
    for (int size = 1; size <= 8; size++) {
      assertThat(count(file, size)).as("partitions of %s", size).isEqualTo(whole);
    }
    return whole;
  }

  @SuppressWarnings("try") // the stubs find the session that is open
  private static Counts count(Path file, int size) throws IOException {
    List<Partition> partitions = CsvFile.open(file, size).partitions();
    String again = partitions.stream().map(Partition::text).collect(Collectors.joining());
    assertThat("\uFEFF" + again).endsWith(Files.readString(file));
    try (Session yonder = Yonder.open("threads")) {
      return ExoplanetsCommand.count(partitions);
    }
  }

  @Test
  void plainLines() throws IOException {
    Counts counts = count(HEADER + "a,Star,Transit\nb,Star,Imaging\nc,Sun,Transit\n");

    assertThat(counts.planets()).isEqualTo(3);
    assertThat(counts.perStar()).isEqualTo(Map.of("Star", 2, "Sun", 1));
    assertThat(counts.perMethod()).isEqualTo(Map.of("Transit", 2, "Imaging", 1));
    assertThat(counts.bad()).isZero();
  }

  @Test
  void lastLineWithoutALineBreak() throws IOException {
    assertThat(count(HEADER + "a,Star,Transit\nb,Star,Imaging").planets()).isEqualTo(2);
  }

  @Test
  void lineBreaksOfEveryKind() throws IOException {
    String lines = HEADER + "a,Star,Transit\nb,Star,Transit\n";

    assertThat(count(lines.replace("\n", "\r\n")).perMethod()).isEqualTo(Map.of("Transit", 2));
    assertThat(count(lines.replace("\n", "\r")).perMethod()).isEqualTo(Map.of("Transit", 2));
  }

  @Test
  void quotedFieldsHoldSeparatorsQuotesAndLineBreaks() throws IOException {
    Counts counts =
        count(
            HEADER
                + "\"a\nb\",\"Star, big\",Transit\r\n"
                + "\"c,\"\"\n\"\",d\",\"The \"\"Needle\"\"\",\"Tran\r\n\r\nsit\"\r\n"
                + "\"\",\"Star, big\",\"\"\"\n\"\n");

    assertThat(counts.perStar()).isEqualTo(Map.of("Star, big", 2, "The \"Needle\"", 1));
    assertThat(counts.perMethod()).isEqualTo(Map.of("Transit", 1, "Tran\r\n\r\nsit", 1, "\"\n", 1));
    assertThat(counts.bad()).isZero();
  }

  @Test
  void quoteInsideAnUnquotedFieldIsACharacter() throws IOException {
    Counts counts =
        count(HEADER + "5\" mirror,Star,Transit\nb\",Star,Imaging\nc,\"Sun\",Transit\n");

    assertThat(counts.perStar()).isEqualTo(Map.of("Star", 2, "Sun", 1));
  }

  @Test
  void badLinesAreCountedAndNamedByTheirLineInTheFile() throws IOException {
    Counts counts =
        count(
            HEADER
                + "\"two\nlines\",Star,Transit\n"
                + "too,few\n"
                + "\n"
                + "a,Star,Transit\n"
                + "far,\"too\nmany\",fields,here\n"
                + "b,Star,Transit\n"
                + "x\nx\nx\nx\n");

    assertThat(counts.planets()).isEqualTo(3);
    assertThat(counts.bad()).isEqualTo(7);
    assertThat(counts.firstBad())
        .containsExactly(
            new BadLine(4, 2),
            new BadLine(5, 1),
            new BadLine(7, 4),
            new BadLine(10, 1),
            new BadLine(11, 1));
  }

  @Test
  void quoteThatIsNeverClosedMakesTheRestOneBadLine() throws IOException {
    Counts counts = count(HEADER + "a,Star,Transit\nb,\"Star,Transit\nc,Star,Transit\n");

    assertThat(counts.planets()).isEqualTo(1);
    assertThat(counts.firstBad()).containsExactly(new BadLine(3, 2));
  }

  @Test
  void byteOrderMarkIsNotPartOfTheHeader() throws IOException {
    assertThat(count("\uFEFFpl_hostname,pl_discmethod\nStar,Transit\n").planets()).isEqualTo(1);
  }

  @Test
  void textBehindAClosingQuoteIsRefusedWithItsLine() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("planets.csv"), HEADER + "a,Star,Transit\nb,\"Star\"x,Transit\n");

    assertThatThrownBy(() -> count(file, 2))
        .isInstanceOf(MalformedCsvException.class)
        .hasMessageContaining("Unexpected character after closing quote: 'x'");
  }
}
