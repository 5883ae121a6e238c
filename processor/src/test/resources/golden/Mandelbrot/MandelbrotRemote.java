package demo;

import dev.yonder.Arg;
import dev.yonder.CallOptions;
import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import java.lang.Double;
import java.lang.Integer;
import java.lang.Object;
import java.lang.SuppressWarnings;
import java.util.Objects;
import java.util.random.RandomGenerator;
import javax.annotation.processing.Generated;

/**
 * Makes calls of the remote methods of {@link Mandelbrot}, each of which returns a future.
 *
 * <p>Wherever a method takes an {@code Arg}, the future of another call will do.
 */
@Generated("dev.yonder.processor.RemoteProcessor")
@SuppressWarnings({"deprecation", "exports", "overloads", "rawtypes", "removal", "unchecked", "varargs", "NullAway"})
public final class MandelbrotRemote {
  private static final Calls CALLS = new Calls(null, CallOptions.none());

  private MandelbrotRemote() {
  }

  /**
   * Returns the same methods for calls with options, which take precedence over those that
   * were given before.
   *
   * @param options what the calls ask for
   * @return the methods
   */
  public static Calls with(CallOptions options) {
    return CALLS.with(options);
  }

  /**
   * Returns the same methods for calls on a session.
   *
   * @param session where the calls run
   * @return the methods
   */
  public static Calls on(Session session) {
    return CALLS.on(session);
  }

  /**
   * Estimates the area from random points.
   *
   * <p>Makes a call of {@link Mandelbrot#area(int, RandomGenerator)}.
   *
   * @return a future of the result
   */
  static RemoteFuture<Double> area(int points) {
    return MandelbrotInvokers.AREA.submit(null, CallOptions.none(), new Object[] {points});
  }

  /**
   * Makes the call with arguments that may be futures.
   */
  static RemoteFuture<Double> area(Arg<? extends Integer> points) {
    return MandelbrotInvokers.AREA.submit(null, CallOptions.none(), new Object[] {points});
  }

  /**
   * Counts the iterations until each point of a tile escapes.
   *
   * <p>Makes a call of {@link Mandelbrot#tile(Mandelbrot.Region, int)}.
   * The future fails with what that throws: {@code IOException} if the moon is full.
   *
   * @param region what to draw
   * @param maxIterations where to stop counting
   * @return a future of the tile
   */
  public static RemoteFuture<Mandelbrot.Tile> tile(Mandelbrot.Region region, int maxIterations) {
    return MandelbrotInvokers.TILE.submit(null, CallOptions.none(), new Object[] {region, maxIterations});
  }

  /**
   * Makes the call with arguments that may be futures.
   */
  public static RemoteFuture<Mandelbrot.Tile> tile(Arg<? extends Mandelbrot.Region> region,
      int maxIterations) {
    return MandelbrotInvokers.TILE.submit(null, CallOptions.none(), new Object[] {region, maxIterations});
  }

  /**
   * Makes the call with arguments that may be futures.
   */
  public static RemoteFuture<Mandelbrot.Tile> tile(Mandelbrot.Region region,
      Arg<? extends Integer> maxIterations) {
    return MandelbrotInvokers.TILE.submit(null, CallOptions.none(), new Object[] {region, maxIterations});
  }

  /**
   * Makes the call with arguments that may be futures.
   */
  public static RemoteFuture<Mandelbrot.Tile> tile(Arg<? extends Mandelbrot.Region> region,
      Arg<? extends Integer> maxIterations) {
    return MandelbrotInvokers.TILE.submit(null, CallOptions.none(), new Object[] {region, maxIterations});
  }

  /**
   * Makes calls with options, on a session, or both.
   */
  public static final class Calls {
    private final Session session;

    private final CallOptions options;

    private Calls(Session session, CallOptions options) {
      this.session = session;
      this.options = options;
    }

    /**
     * Returns the same methods for calls with options, which take precedence over those that
     * were given before.
     *
     * @param options what the calls ask for
     * @return the methods
     */
    public Calls with(CallOptions options) {
      return new Calls(session, options.orElse(this.options));
    }

    /**
     * Returns the same methods for calls on a session.
     *
     * @param session where the calls run
     * @return the methods
     */
    public Calls on(Session session) {
      return new Calls(Objects.requireNonNull(session, "session"), options);
    }

    /**
     * Makes a call of {@link Mandelbrot#area(int, RandomGenerator)}.
     */
    RemoteFuture<Double> area(int points) {
      return MandelbrotInvokers.AREA.submit(this.session, this.options, new Object[] {points});
    }

    RemoteFuture<Double> area(Arg<? extends Integer> points) {
      return MandelbrotInvokers.AREA.submit(this.session, this.options, new Object[] {points});
    }

    /**
     * Makes a call of {@link Mandelbrot#tile(Mandelbrot.Region, int)}.
     */
    public RemoteFuture<Mandelbrot.Tile> tile(Mandelbrot.Region region, int maxIterations) {
      return MandelbrotInvokers.TILE.submit(this.session, this.options, new Object[] {region, maxIterations});
    }

    public RemoteFuture<Mandelbrot.Tile> tile(Arg<? extends Mandelbrot.Region> region,
        int maxIterations) {
      return MandelbrotInvokers.TILE.submit(this.session, this.options, new Object[] {region, maxIterations});
    }

    public RemoteFuture<Mandelbrot.Tile> tile(Mandelbrot.Region region,
        Arg<? extends Integer> maxIterations) {
      return MandelbrotInvokers.TILE.submit(this.session, this.options, new Object[] {region, maxIterations});
    }

    public RemoteFuture<Mandelbrot.Tile> tile(Arg<? extends Mandelbrot.Region> region,
        Arg<? extends Integer> maxIterations) {
      return MandelbrotInvokers.TILE.submit(this.session, this.options, new Object[] {region, maxIterations});
    }
  }
}
