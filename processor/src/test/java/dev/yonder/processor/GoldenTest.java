// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares what is written with files that were reviewed.
 *
 * <p>{@code mvn -pl processor -am test -Dtest=GoldenTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dgolden.update=true} writes them anew.
 */
final class GoldenTest {
  private static final Path FILES = Path.of("src", "test", "resources", "golden");

  @ParameterizedTest
  @CsvSource({
    "Mandelbrot, demo/MandelbrotRemote.java",
    "Mandelbrot, demo/MandelbrotInvokers.java",
    "Mandelbrot, META-INF/services/dev.yonder.spi.TaskCatalog",
    "Mandelbrot, dev/yonder/generated/TaskCatalog_%s.java",
    "Box, demo/BoxRemote.java",
    "Box, demo/BoxInvokers.java"
  })
  void outputIsAsReviewed(String owner, String output) throws IOException {
    Path directory = FILES.resolve(owner);
    Compiled program = Compiled.of(Files.readString(directory.resolve(owner + ".java")));
    String catalog = program.text("META-INF/services/dev.yonder.spi.TaskCatalog").strip();
    String hash = catalog.substring(catalog.indexOf('_') + 1);
    String text = program.text(output.formatted(hash)).replace(hash, "HASH");
    Path golden =
        directory.resolve(output.substring(output.lastIndexOf('/') + 1).formatted("HASH"));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, text);
    }

    assertThat(text).isEqualTo(Files.readString(golden));
  }
}
