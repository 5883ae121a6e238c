// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.emit;

import java.io.IOException;
import java.util.Objects;

/** The compiler did not let a file be written. */
public final class WriteException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String file;

  WriteException(String file, IOException cause) {
    super(cause);
    this.file = file;
  }

  /** Returns what the compiler said. */
  public String reason() {
    return String.valueOf(Objects.requireNonNull(getCause()).getMessage());
  }

  /** Returns the name of the file or class. */
  public String file() {
    return file;
  }
}
