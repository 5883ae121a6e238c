// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Writes down what came of each fault, as rows of a Markdown table: fault, mode, test, outcome,
 * seconds, and what the caller was told.
 */
final class FaultTable implements BeforeEachCallback, TestWatcher {
  private static final Path FILE = Path.of("target", "faults", "table.md");

  private final String mode;
  private Instant began = Instant.now();
  private String told = "";

  FaultTable(String mode) {
    this.mode = mode;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    began = Instant.now();
    told = "";
  }

  /** Notes what the caller of a call that was not run again was told. */
  void told(Throwable failure) {
    told = failure.getMessage();
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    write(context, "right");
  }

  @Override
  public void testAborted(ExtensionContext context, Throwable cause) {
    write(context, "skipped");
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    write(context, "**wrong**");
  }

  private void write(ExtensionContext context, String outcome) {
    double seconds = Duration.between(began, Instant.now()).toMillis() / 1_000.0;
    String row =
        String.format(
            Locale.ROOT,
            "| %s | %s | `%s.%s` | %s | %.0f | %s |%n",
            context.getDisplayName(),
            mode,
            context.getRequiredTestClass().getSimpleName(),
            context.getRequiredTestMethod().getName(),
            outcome,
            seconds,
            told.replace("|", "\\|").replaceAll("\\s+", " "));
    try {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
