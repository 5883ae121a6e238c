// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.exoplanets;

import de.siegmar.fastcsv.reader.CsvParseException;

/** Tells that text cannot be read as CSV from some line on. */
final class MalformedCsvException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Constructs the exception.
   *
   * @param lastGoodLine where the last record began that could be read
   */
  MalformedCsvException(long lastGoodLine, CsvParseException cause) {
    super(
        "the record after the one of line %d cannot be read: %s"
            .formatted(lastGoodLine, innermost(cause).getMessage()),
        cause);
  }

  private static Throwable innermost(Throwable problem) {
    Throwable cause = problem.getCause();
    return cause == null ? problem : innermost(cause);
  }
}
