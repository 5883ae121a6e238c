// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.mandelbrot;

import dev.yonder.Session;
import dev.yonder.samples.Output;
import dev.yonder.samples.SessionOptions;
import dev.yonder.samples.UsageException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws the Mandelbrot set on one thread, on a hand-written pool and on Yonder, and compares. */
@Command(
    name = "mandelbrot",
    description = "Draws the Mandelbrot set, one remote call for each tile.",
    sortOptions = false)
public final class MandelbrotCommand implements Callable<Integer> {
  static final int MAX_ITERATIONS = 20;

  /** The longest array that every Java can make. */
  private static final int MOST_POINTS = Integer.MAX_VALUE - 8;

  private static final Grid WARM_UP = new Grid(1000, 1500);
  private static final int WARM_UP_TILE = 250;
  private static final int WARM_UP_ROUNDS = 3;

  @Option(
      names = "--height",
      paramLabel = "POINTS",
      defaultValue = "8000",
      description = "Rows of the image, at least 2. Default: ${DEFAULT-VALUE}.")
  private int height;

  @Option(
      names = "--width",
      paramLabel = "POINTS",
      defaultValue = "12000",
      description = "Columns of the image, at least 2. Default: ${DEFAULT-VALUE}.")
  private int width;

  @Option(
      names = "--tile",
      paramLabel = "POINTS",
      defaultValue = "500",
      description =
          "Rows and columns of a tile, at least 1; it need not divide the image evenly."
              + " Default: ${DEFAULT-VALUE}.")
  private int tileSize;

  @Option(
      names = "--out",
      paramLabel = "PATH",
      defaultValue = "mandelbrot.png",
      description =
          "The picture: a name ending in .png, or a directory for mandelbrot.png."
              + " Default: ${DEFAULT-VALUE}.")
  private Path out;

  @Mixin private SessionOptions sessions;

  @Spec private CommandSpec spec;

  private final YonderDrawing drawing;

  /** A way to draw an image in a session; tests plant a wrong one. */
  interface YonderDrawing {
    Image draw(Session yonder, Grid grid, int tileSize);
  }

  /** A way to draw an image. */
  private interface Drawing {
    Image draw(Grid grid, int tileSize) throws Exception;
  }

  /** Constructs the command; called by picocli, which sets the fields. */
  public MandelbrotCommand() {
    this(MandelbrotCommand::draw);
  }

  @SuppressWarnings("NullAway.Init")
  MandelbrotCommand(YonderDrawing drawing) {
    this.drawing = drawing;
  }

  /** Draws the image with one remote call for each tile. */
  static Image draw(Session yonder, Grid grid, int tileSize) {
    Image image = new Image(grid);
    var tiles =
        yonder.map(
            Region.cover(grid, tileSize), region -> MandelbrotRemote.tile(region, MAX_ITERATIONS));
    for (Tile tile : tiles.asCompleted()) {
      image.place(tile);
    }
    return image;
  }

  @Override
  public Integer call() throws Exception {
    Grid grid = grid();
    Path file = Output.file(out, ".png", "mandelbrot.png");
    try (Session yonder = sessions.open()) {
      say(
          "%d x %d points (height x width), %,d tiles of at most %d x %d",
          height, width, Region.cover(grid, tileSize).size(), tileSize, tileSize);
      int threads = Runtime.getRuntime().availableProcessors();
      Drawing alone = HandWritten::onOneThread;
      Drawing pool = (points, tile) -> HandWritten.onThreads(threads, points, tile);
      Drawing remote = (points, tile) -> drawing.draw(yonder, points, tile);
      warmUp(alone, pool, remote);
      time("one thread", alone, grid);
      time("ExecutorService with " + threads + " threads", pool, grid);
      Image image = time("Yonder, " + yonder.description(), remote, grid);
      return check(image, file);
    }
  }

  private Grid grid() {
    if (height < 2 || width < 2) {
      throw new UsageException(
          "an image has at least 2 rows and 2 columns, not --height %d --width %d"
              .formatted(height, width));
    }
    if (tileSize < 1) {
      throw new UsageException("a tile has at least 1 point, not --tile " + tileSize);
    }
    long points = (long) height * width;
    // One byte a point for the image, and as much again for tiles on their way into it.
    if (points > MOST_POINTS || 2 * points > Runtime.getRuntime().maxMemory()) {
      throw new UsageException(
          ("%,d x %,d points do not fit into the memory of this Java; choose a smaller image, or"
                  + " give Java more with JDK_JAVA_OPTIONS=-Xmx8g (the limit of an array is %,d)")
              .formatted(height, width, MOST_POINTS));
    }
    return new Grid(height, width);
  }

  /** Runs each way a few times, so that none is timed before the compiler is done with it. */
  private static void warmUp(Drawing... drawings) throws Exception {
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      for (Drawing drawing : drawings) {
        drawing.draw(WARM_UP, WARM_UP_TILE);
      }
    }
  }

  private Image time(String name, Drawing drawing, Grid grid) throws Exception {
    long start = System.nanoTime();
    Image image = drawing.draw(grid, tileSize);
    say("%8.3f s  %s", (System.nanoTime() - start) / 1e9, name);
    return image;
  }

  private int check(Image image, Path file) {
    long sum = image.sum();
    say("sum of all counts: %,d", sum);
    // One processor compresses the picture while the other one checks.
    CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> image.write(file));
    SequentialCheck check = SequentialCheck.of(image, height, width, MAX_ITERATIONS);
    writing.join();
    say("picture: %s", file.toAbsolutePath().normalize());
    if (check.wrongPoints() > 0 || check.sum() != sum) {
      say(
          "WRONG: %,d points differ from a sequential loop, whose sum is %,d; the first: %s",
          check.wrongPoints(), check.sum(), check.firstWrong());
      return 1;
    }
    say("right: all points agree with a sequential loop");
    return 0;
  }

  private void say(String format, Object... values) {
    PrintWriter lines = spec.commandLine().getOut();
    lines.printf(Locale.US, format + "%n", values);
    lines.flush();
  }
}
