// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.mandelbrot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.Session;
import dev.yonder.Yonder;
import dev.yonder.samples.Ran;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MandelbrotTest {
  private static final Grid GRID = new Grid(800, 1200);
  private static final long SUM = 10_314_623;

  @ParameterizedTest
  @CsvSource({
    "threads, 5",
    "threads, 100",
    "threads, 333",
    "threads, 5000",
    "inline, 333",
    "processes, 333"
  })
  void drawsTheSameImageInTilesOfAnySize(String profile, int tileSize) {
    Image image;
    try (Session yonder = Yonder.open(profile)) {
      image = MandelbrotCommand.draw(yonder, GRID, tileSize);
    }

    assertThat(image.sum()).isEqualTo(SUM);
    assertThat(SequentialCheck.of(image, 800, 1200, 20))
        .isEqualTo(new SequentialCheck(SUM, 0, "none"));
  }

  @Test
  void handWrittenWaysDrawTheSameImage() throws Exception {
    assertThat(HandWritten.onOneThread(GRID, 333).sum()).isEqualTo(SUM);
    assertThat(HandWritten.onThreads(3, GRID, 333).sum()).isEqualTo(SUM);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, Integer.MAX_VALUE})
  void regionsCoverEveryPointOnce(int size) {
    int[][] covered = new int[5][7];

    for (Region region : Region.cover(new Grid(5, 7), size)) {
      for (int row = region.row(); row < region.row() + region.rows(); row++) {
        for (int column = region.column(); column < region.column() + region.columns(); column++) {
          covered[row][column]++;
        }
      }
    }

    for (int[] row : covered) {
      assertThat(row).containsOnly(1);
    }
  }

  @Test
  void gridIncludesBothEnds() {
    assertThat(GRID.x(0)).isEqualTo(-1.5);
    assertThat(GRID.x(1199)).isEqualTo(0);
    assertThat(GRID.y(0)).isEqualTo(-1);
    assertThat(GRID.y(799)).isEqualTo(0);
  }

  @Test
  void writesAPictureAndSaysThatItIsRight(@TempDir Path directory) throws IOException {
    Ran ran =
        Ran.demo("--height", "80", "--width", "121", "--tile", "50", "--out", directory.toString());

    Path file = directory.resolve("mandelbrot.png");
    assertThat(ran.out())
        .contains("80 x 121 points (height x width), 6 tiles of at most 50 x 50")
        .contains("s  one thread", "s  ExecutorService with ", "s  Yonder, ")
        .contains("picture: " + file)
        .contains("right: all points agree");
    assertThat(ran.status()).isZero();
    BufferedImage picture = ImageIO.read(file.toFile());
    assertThat(picture.getWidth()).isEqualTo(121);
    assertThat(picture.getHeight()).isEqualTo(80);
    assertThat(picture.getRaster().getSample(0, 0, 0)).isZero();
    assertThat(picture.getRaster().getSample(120, 79, 0)).isEqualTo(20);
  }

  @Test
  void oneWrongPointIsFoundAndMakesTheProgramFail(@TempDir Path directory) {
    MandelbrotCommand command =
        new MandelbrotCommand(
            (yonder, grid, tileSize) -> {
              Image image = MandelbrotCommand.draw(yonder, grid, tileSize);
              image.place(new Tile(new Region(grid, 3, 4, 1, 1), new byte[] {19}));
              return image;
            });

    Ran ran =
        Ran.command(
            new CommandLine(command),
            new String[] {"--height=10", "--width=20", "--out=" + directory});

    assertThat(ran.out())
        .contains("WRONG: 1 points differ from a sequential loop")
        .contains("the first: row 3, column 4 is 19 instead of ");
    assertThat(ran.out()).doesNotContain("right:");
    assertThat(ran.status()).isEqualTo(1);
  }

  @Test
  void twoWrongPointsThatLeaveTheSumAreFound() {
    Image image = HandWritten.onOneThread(new Grid(10, 20), 5);
    long sum = image.sum();
    int first = image.count(0, 0);
    int second = image.count(9, 19);
    image.place(new Tile(new Region(image.grid(), 0, 0, 1, 1), new byte[] {(byte) second}));
    image.place(new Tile(new Region(image.grid(), 9, 19, 1, 1), new byte[] {(byte) first}));

    SequentialCheck check = SequentialCheck.of(image, 10, 20, 20);

    assertThat(check.sum()).isEqualTo(sum).isEqualTo(image.sum());
    assertThat(check.wrongPoints()).isEqualTo(2);
  }
}
