package demo;

import dev.yonder.CallOptions;
import dev.yonder.spi.TaskType;
import java.lang.Object;
import java.lang.SuppressWarnings;
import java.lang.Throwable;
import java.util.random.RandomGenerator;
import javax.annotation.processing.Generated;

/**
 * Calls the remote methods of {@link Mandelbrot} on a worker.
 */
@Generated("dev.yonder.processor.RemoteProcessor")
@SuppressWarnings({"deprecation", "rawtypes", "removal", "unchecked", "NullAway"})
public final class MandelbrotInvokers {
  /**
   * The task type of {@code area}.
   */
  public static final TaskType AREA = TaskType.of(
      "demo.Mandelbrot#area(ILjava/util/random/RandomGenerator;)",
      "Mandelbrot.java:33",
      MandelbrotInvokers::area)
      .seeded(1);

  /**
   * The task type of {@code tile}.
   */
  public static final TaskType TILE = TaskType.of(
      "demo.Mandelbrot#tile(Ldemo/Mandelbrot$Region;I)",
      "Mandelbrot.java:27",
      MandelbrotInvokers::tile)
      .options(CallOptions.none().cpus(2).memory("4 GiB").walltime("2h"));

  private MandelbrotInvokers() {
  }

  private static Object area(Object[] arguments) throws Throwable {
    return Mandelbrot.area((int) arguments[0], (RandomGenerator) arguments[1]);
  }

  private static Object tile(Object[] arguments) throws Throwable {
    return Mandelbrot.tile((Mandelbrot.Region) arguments[0], (int) arguments[1]);
  }
}
