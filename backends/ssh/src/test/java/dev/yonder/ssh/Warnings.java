// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import java.text.MessageFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What sessions warn of, from when this is opened until it is closed. */
final class Warnings implements AutoCloseable {
  // Loggers that nobody holds lose their handlers.
  private static final Logger LOGGER = Logger.getLogger("dev.yonder");

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
            told.add(MessageFormat.format(entry.getMessage(), entry.getParameters()));
          }
        }

        @Override
        public void flush() {
          // Nothing is kept back.
        }

        @Override
        public void close() {
          // There is nothing to close.
        }
      };

  private Warnings() {}

  static Warnings open() {
    Warnings warnings = new Warnings();
    LOGGER.addHandler(warnings.handler);
    return warnings;
  }

  /** Waits for the next warning. */
  String next() throws InterruptedException {
    return told.take();
  }

  /** Returns whether there are no more. */
  boolean isEmpty() {
    return told.isEmpty();
  }

  @Override
  public void close() {
    LOGGER.removeHandler(handler);
  }
}
