package demo;

import dev.yonder.annotations.Remote;
import dev.yonder.annotations.Seeded;
import java.io.IOException;
import java.util.random.RandomGenerator;

/** Draws the set. */
public final class Mandelbrot {
  private Mandelbrot() {}

  /** A rectangle of the plane. */
  public record Region(double left, double top, double size) {}

  /** How long each point took to escape. */
  public record Tile(int[] iterations) {}

  /**
   * Counts the iterations until each point of a tile escapes.
   *
   * @param region what to draw
   * @param maxIterations where to stop counting
   * @return the tile
   * @throws IOException if the moon is full
   */
  @Remote(cpus = 2, memory = "4 GiB", walltime = "2h")
  public static Tile tile(Region region, int maxIterations) throws IOException {
    return new Tile(new int[] {maxIterations});
  }

  /** Estimates the area from random points. */
  @Remote
  static double area(int points, @Seeded RandomGenerator random) {
    return random.nextDouble() * points;
  }
}
